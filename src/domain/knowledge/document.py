"""A document: bytes somebody handed in, on their way to being searchable."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from domain.event import DomainEvent
from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.errors import DocumentEmpty, DocumentGone, Unreadable
from domain.knowledge.events import (
    DocumentDeleted,
    DocumentEvent,
    DocumentFailed,
    DocumentReady,
    DocumentReceived,
)
from domain.principal import Principal

Digest = NewType("Digest", str)
LONGEST_TITLE = 200


class DocumentState(StrEnum):
    RECEIVED = "received"
    EXTRACTING = "extracting"
    INDEXING = "indexing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document will never be ready: a stable code, and a sentence for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    id: DocumentId
    organisation_id: OrganisationId
    owner_id: UserId
    title: str
    media_type: str
    size: int
    digest: Digest
    version: int
    state: DocumentState
    created_at: datetime
    updated_at: datetime
    failure: Failure | None = None
    pages: int = 0
    passages: int = 0
    index_version: int = 0
    deleted_at: datetime | None = None
    events: tuple[DomainEvent, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def receive(
        cls, by: Principal, *, id: DocumentId, title: str, media_type: str, size: int,
        digest: Digest, now: datetime,
    ) -> Document:  # fmt: skip
        """Take a document in; raises DocumentEmpty when there is nothing in it."""
        if size == 0:
            raise DocumentEmpty
        received = cls(
            id=id,
            organisation_id=by.organisation_id,
            owner_id=by.user_id,
            title=" ".join(title.split())[:LONGEST_TITLE] or "Untitled",
            media_type=media_type,
            size=size,
            digest=digest,
            version=1,
            state=DocumentState.RECEIVED,
            created_at=now,
            updated_at=now,
        )
        return received.after(now, DocumentReceived)

    @property
    def is_settled(self) -> bool:
        return self.deleted_at is not None or self.state in {
            DocumentState.READY,
            DocumentState.FAILED,
        }

    def extracting(self, *, now: datetime) -> Document:
        return self._moved(DocumentState.EXTRACTING, now)

    def extracted(self, *, pages: int, now: datetime) -> Document:
        return replace(self._moved(DocumentState.INDEXING, now), pages=pages)

    def indexed(self, *, passages: int, index_version: int, now: datetime) -> Document:
        """Be findable from that version of the organisation's index on."""
        ready = self._moved(DocumentState.READY, now)
        ready = replace(ready, passages=passages, index_version=index_version)
        return ready.after(now, DocumentReady)

    def failed(self, why: Unreadable, *, now: datetime) -> Document:
        failure = Failure(why.code, str(why))
        return replace(self._moved(DocumentState.FAILED, now), failure=failure).after(
            now, DocumentFailed
        )

    def deleted(self, *, now: datetime) -> Document:
        return replace(self, deleted_at=now, updated_at=now).after(now, DocumentDeleted)

    def _moved(self, state: DocumentState, now: datetime) -> Document:
        if self.deleted_at is not None:
            raise DocumentGone
        return replace(self, state=state, updated_at=now)

    def after(self, now: datetime, what: type[DocumentEvent]) -> Document:
        """Return it with one more thing to tell."""
        happened = what(
            organisation_id=self.organisation_id,
            happened_at=now,
            document_id=self.id,
            version=self.version,
        )
        return replace(self, events=(*self.events, happened))

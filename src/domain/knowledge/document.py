"""A document: bytes somebody handed in, on their way to being searchable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.access import Owned
from domain.event import DomainEvent
from domain.ids import DocumentId, OrganisationId, UserId
from domain.knowledge.content import Content, Digest, DocumentState, Failure, Replacement
from domain.knowledge.errors import (
    DocumentChanged,
    DocumentEmpty,
    DocumentGone,
    DocumentNotFailed,
    Unreadable,
    VersionOutdated,
)
from domain.knowledge.events import (
    DocumentDeleted,
    DocumentEvent,
    DocumentFailed,
    DocumentReady,
    DocumentReceived,
)
from domain.principal import Principal

__all__ = ["DOCUMENT", "LONGEST_TITLE", "Digest", "Document", "DocumentState", "Failure"]
LONGEST_TITLE = 200
DOCUMENT = "document"
"""What permissions call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`version` is the content that is shown once it is ready; `replacement` is to take its place.

    `revision` counts what people changed, for whoever edits; `last_version` is the highest number
    that a content was ever given, and none is given twice. `known_to` are those who may read what
    is left of it once it is deleted: who did that, and whose it was.
    """

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
    revision: int = 1
    last_version: int = 1
    replacement: Replacement | None = None
    deleted_at: datetime | None = None
    known_to: frozenset[UserId] = frozenset()
    purged_at: datetime | None = None
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
            title=_tidy(title),
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
    def owned(self) -> Owned:
        """Return what permissions know of it."""
        return Owned(
            id=self.id,
            kind=DOCUMENT,
            organisation_id=self.organisation_id,
            owner_id=self.owner_id,
        )

    @property
    def newest(self) -> Document | Replacement:
        """Return what was handed in last and not called off."""
        return self.replacement or self

    @property
    def reading(self) -> Document | Replacement | None:
        """Return what is on its way to being searchable, if anything is."""
        is_over = self.deleted_at is not None or self.newest.state.is_settled
        return None if is_over else self.newest

    @property
    def is_settled(self) -> bool:
        return self.reading is None

    @property
    def versions(self) -> frozenset[int]:
        """Return the versions it holds. One that it held and holds no more never comes back."""
        return frozenset() if self.deleted_at else frozenset({self.version, self.newest.version})

    @property
    def outdated(self) -> tuple[int, ...]:
        """Return the versions of which nothing is to be left."""
        given = range(1, self.last_version + 1)
        return tuple(version for version in given if version not in self.versions)

    @property
    def claims(self) -> frozenset[Digest]:
        """Return the bytes that this document stands for, so that nobody else holds them."""
        if self.deleted_at is not None:
            return frozenset()
        held = (self, self.newest)
        return frozenset(one.digest for one in held if one.state is not DocumentState.FAILED)

    def replaced(self, new: Content, *, seen: int | None, now: datetime) -> Document:
        """Take another content in; the one that is shown stays until the new one is ready.

        Bytes that were handed in last change nothing. Bytes that are shown call a replacement off.
        `seen` is the revision the change was made from, or None for any; raises DocumentChanged
        when another change came in between, DocumentEmpty.
        """
        if new.digest == self.newest.digest and self.newest.state is not DocumentState.FAILED:
            return self
        if seen is not None and seen != self.revision:
            raise DocumentChanged(self.revision)
        if new.size == 0:
            raise DocumentEmpty
        if self.state is not DocumentState.READY:
            changed = self._begun_again(new, now)
        elif new.digest == self.digest:
            changed = replace(self, replacement=None)
        else:
            changed = self._with_replacement(new, now)
        return replace(changed, revision=self.revision + 1, updated_at=now)

    def retried(self, *, now: datetime) -> Document:
        """Read once more what could not be read; raises DocumentNotFailed."""
        if self.newest.state is not DocumentState.FAILED:
            raise DocumentNotFailed
        again: dict[str, Any] = {"state": DocumentState.RECEIVED, "failure": None, "pages": 0}
        return replace(self._changed(now, **again), revision=self.revision + 1)

    def extracting(self, *, now: datetime) -> Document:
        return self._stepped(now, state=DocumentState.EXTRACTING)

    def extracted(self, *, pages: int, now: datetime) -> Document:
        return self._stepped(now, state=DocumentState.INDEXING, pages=pages)

    def indexed(self, *, passages: int, index_version: int, now: datetime) -> Document:
        """Show what was being read, in place of what was shown until now.

        It is findable from that version of the organisation's index on.
        """
        ready = self._stepped(now)
        new = ready.newest
        shown = replace(
            ready,
            version=new.version,
            title=new.title,
            media_type=new.media_type,
            size=new.size,
            digest=new.digest,
            pages=new.pages,
            passages=passages,
            index_version=index_version,
            state=DocumentState.READY,
            replacement=None,
        )
        return shown.after(now, DocumentReady)

    def failed(self, why: Unreadable, *, now: datetime) -> Document:
        failure = Failure(why.code, str(why))
        failed = self._stepped(now, state=DocumentState.FAILED, failure=failure)
        return failed.after(now, DocumentFailed)

    def deleted(self, *, now: datetime, known_to: Iterable[UserId] = ()) -> Document:
        told = frozenset(known_to)
        gone = replace(self, deleted_at=now, updated_at=now, known_to=told)
        return gone.after(now, DocumentDeleted)

    def purged(self, *, now: datetime) -> Document:
        return replace(self, purged_at=now, updated_at=now)

    def after(self, now: datetime, what: type[DocumentEvent]) -> Document:
        """Return it with one more thing to tell of the newest version."""
        happened = what(
            organisation_id=self.organisation_id,
            happened_at=now,
            document_id=self.id,
            version=self.newest.version,
        )
        return replace(self, events=(*self.events, happened))

    def _stepped(self, now: datetime, **changes: Any) -> Document:
        """Change what is being read; raises DocumentGone, and VersionOutdated when nothing is."""
        if self.deleted_at is not None:
            raise DocumentGone
        if self.reading is None:
            raise VersionOutdated
        return self._changed(now, **changes)

    def _changed(self, now: datetime, **changes: Any) -> Document:
        if self.replacement is None:
            return replace(self, updated_at=now, **changes)
        return replace(self, updated_at=now, replacement=replace(self.replacement, **changes))

    def _begun_again(self, new: Content, now: datetime) -> Document:
        """Put it in place of what nobody saw yet."""
        begun = replace(
            self,
            version=self.last_version + 1,
            last_version=self.last_version + 1,
            title=_tidy(new.title) if new.title else self.title,
            media_type=new.media_type,
            size=new.size,
            digest=new.digest,
            state=DocumentState.RECEIVED,
            failure=None,
            pages=0,
        )
        return begun.after(now, DocumentReceived)

    def _with_replacement(self, new: Content, now: datetime) -> Document:
        title = _tidy(new.title) if new.title else self.newest.title
        version = self.last_version + 1
        replacement = Replacement.received(new, version=version, title=title, now=now)
        waiting = replace(self, last_version=version, replacement=replacement)
        return waiting.after(now, DocumentReceived)


def _tidy(title: str) -> str:
    return " ".join(title.split())[:LONGEST_TITLE] or "Untitled"

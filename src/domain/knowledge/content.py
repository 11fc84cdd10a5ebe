"""A document's content: what is handed in, what became of it, and what is to take its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

Digest = NewType("Digest", str)


class DocumentState(StrEnum):
    RECEIVED = "received"
    EXTRACTING = "extracting"
    INDEXING = "indexing"
    READY = "ready"
    FAILED = "failed"

    @property
    def is_settled(self) -> bool:
        return self in {DocumentState.READY, DocumentState.FAILED}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a content will never be ready: a stable code, and a sentence for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What somebody hands in for a document; without a title the document keeps its own."""

    title: str | None
    media_type: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The version after the one that is shown: on its way there, or failed and not shown."""

    version: int
    title: str
    media_type: str
    size: int
    digest: Digest
    state: DocumentState
    received_at: datetime
    failure: Failure | None = None
    pages: int = 0

    @classmethod
    def received(cls, new: Content, *, version: int, title: str, now: datetime) -> Replacement:
        return cls(
            version=version,
            title=title,
            media_type=new.media_type,
            size=new.size,
            digest=new.digest,
            state=DocumentState.RECEIVED,
            received_at=now,
        )

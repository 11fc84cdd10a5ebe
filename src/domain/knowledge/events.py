"""What happened to documents."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.event import DomainEvent
from domain.ids import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent(DomainEvent):
    topic: ClassVar[str] = "knowledge.documents"

    document_id: DocumentId
    version: int

    @property
    def subject(self) -> UUID:
        return self.document_id

    def facts(self) -> dict[str, str | int | None]:
        return {"version": self.version}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReceived(DocumentEvent):
    name: ClassVar[str] = "document.received"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReady(DocumentEvent):
    name: ClassVar[str] = "document.ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFailed(DocumentEvent):
    name: ClassVar[str] = "document.failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeleted(DocumentEvent):
    name: ClassVar[str] = "document.deleted"

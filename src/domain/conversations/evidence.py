"""What was found in the documents, before anything is said about it."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

from domain.ids import DocumentId

EvidenceId = NewType("EvidenceId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where evidence stands and how well it fits, without its text.

    `relevance` runs from 0 (about something else) to 1 (about the question).
    """

    passage_id: EvidenceId
    document_id: DocumentId
    title: str
    page: int
    score: float
    relevance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage of one page: `text` stands on that page from character `start` on."""

    passage_id: EvidenceId
    document_id: DocumentId
    version: int
    title: str
    page: int
    start: int
    text: str
    score: float
    relevance: float

    @property
    def place(self) -> Place:
        return Place(
            passage_id=self.passage_id,
            document_id=self.document_id,
            title=self.title,
            page=self.page,
            score=self.score,
            relevance=self.relevance,
        )


@dataclass(frozen=True, slots=True)
class IndexUsed:
    """The index's generation, by number, and the version of it that a search went by."""

    generation: int
    version: int


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for one query, best first; all of it from one state of one generation."""

    query: str
    evidence: tuple[Evidence, ...]
    index: IndexUsed | None = None
    rewritten: bool = False

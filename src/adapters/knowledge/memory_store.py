"""Documents kept in dictionaries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.jobs.memory import InMemoryJobs
from adapters.knowledge.memory_generations import InMemoryGenerationRepository
from adapters.knowledge.memory_tables import CONTENTS, DOCUMENTS, PAGES, PASSAGES
from adapters.messaging.memory import publish
from domain.ids import DocumentId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.knowledge.passage import Page, Passage


@dataclass(frozen=True, slots=True)
class InMemoryDocumentRepository:
    work: MemoryTransaction

    def by_id(self, id: DocumentId) -> Document | None:
        return self.work.table(DOCUMENTS).get(id)

    def add(self, document: Document, content: bytes) -> None:
        held = self.work.table(DOCUMENTS)
        if document.id in held or any(is_same(one, document) for one in held.values()):
            raise DocumentAlreadyHeld
        self.work.table(CONTENTS)[document.id] = content
        self.save(document)

    def save(self, document: Document) -> None:
        self.work.table(DOCUMENTS)[document.id] = replace(document, events=())
        publish(self.work, document.events)

    def keep_pages(self, document: Document, pages: Sequence[Page]) -> None:
        self.work.table(PAGES)[document.id] = tuple(pages)

    def keep_passages(self, document: Document, passages: Sequence[Passage]) -> None:
        if passages:
            self.work.table(PASSAGES)[(document.id, passages[0].cut)] = tuple(passages)

    def purge(self, document: Document) -> None:
        for part in (CONTENTS, PAGES):
            self.work.table(part).pop(document.id, None)
        for key in [key for key in self.work.table(PASSAGES) if key[0] == document.id]:
            del self.work.table(PASSAGES)[key]


@dataclass(frozen=True, slots=True)
class InMemoryKnowledgeWork:
    work: MemoryTransaction

    @property
    def documents(self) -> InMemoryDocumentRepository:
        return InMemoryDocumentRepository(self.work)

    @property
    def generations(self) -> InMemoryGenerationRepository:
        return InMemoryGenerationRepository(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def commit(self) -> None:
        self.work.commit()


@dataclass(frozen=True, slots=True)
class InMemoryKnowledgeStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryKnowledgeWork]:
        with self.database.writing() as work:
            yield InMemoryKnowledgeWork(work)


def is_same(held: Document, new: Document) -> bool:
    """Return whether `held` stands in for the bytes of `new`."""
    return (
        held.digest == new.digest
        and held.organisation_id == new.organisation_id
        and held.deleted_at is None
        and held.state is not DocumentState.FAILED
    )

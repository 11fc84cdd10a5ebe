"""Documents kept in dictionaries."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.jobs.memory import InMemoryJobs
from adapters.knowledge.memory_generations import InMemoryGenerationRepository
from adapters.knowledge.memory_tables import (
    CONTENTS,
    DOCUMENTS,
    GAPS,
    PAGES,
    PASSAGES,
    REPLACEMENTS,
)
from adapters.messaging.memory import publish
from adapters.permissions.access.memory_things import InMemoryOwnedThings
from application.service import service
from domain.ids import DocumentId
from domain.knowledge.document import Digest, Document
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.knowledge.passage import Page, Passage


@service
class InMemoryDocumentRepository:
    work: MemoryTransaction

    def by_id(self, id: DocumentId) -> Document | None:
        return self.work.table(DOCUMENTS).get(id)

    def add(
        self, document: Document, content: bytes, *, beside: Collection[DocumentId] = ()
    ) -> None:
        if document.id in self.work.table(DOCUMENTS):
            raise DocumentAlreadyHeld
        self.save(document, beside=beside)
        self.keep_content(document, content)

    def save(self, document: Document, *, beside: Collection[DocumentId] = ()) -> None:
        held = self.work.table(DOCUMENTS)
        before = held.get(document.id)
        begun = document.claims - (before.claims if before else frozenset())
        standing = {one.id for one in held.values() if stands_for(one, begun, document)}
        if not standing <= set(beside):
            raise DocumentAlreadyHeld(standing)
        held[document.id] = replace(document, events=())
        publish(self.work, document.events)

    def keep_content(self, document: Document, content: bytes) -> None:
        self._drop_outdated(document)
        self.work.table(CONTENTS)[document.id, document.newest.version] = content

    def keep_pages(self, document: Document, pages: Sequence[Page]) -> None:
        self.work.table(PAGES)[document.id, document.newest.version] = tuple(pages)

    def keep_passages(self, document: Document, passages: Sequence[Passage]) -> None:
        held = self.work.table(PASSAGES)
        own = [key for key in held if key[0] == document.id]
        outdated = [key for key in own if held[key][0].version != document.version]
        if outdated:
            counts = self.work.table(REPLACEMENTS)
            counts[document.organisation_id] = counts.get(document.organisation_id, 0) + 1
        for key in outdated:
            del held[key]
        self._drop_outdated(document)
        if passages:
            held[document.id, passages[0].cut] = tuple(passages)

    def purge(self, document: Document) -> None:
        held = self.work.table(PASSAGES)
        for key in [key for key in held if key[0] == document.id]:
            del held[key]
        self._drop(document, but=())
        gaps = self.work.table(GAPS)
        for key in [key for key in gaps if key[1] == document.id and gaps[key].is_left_out]:
            del gaps[key]

    def _drop_outdated(self, document: Document) -> None:
        self._drop(document, but=document.versions)

    def _drop(self, document: Document, but: Collection[int]) -> None:
        for part in (CONTENTS, PAGES):
            rows = self.work.table(part)
            for key in [one for one in rows if one[0] == document.id and one[1] not in but]:
                del rows[key]


@service
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

    @property
    def owned(self) -> InMemoryOwnedThings:
        return InMemoryOwnedThings(self.work)

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryKnowledgeStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryKnowledgeWork]:
        with self.database.writing() as work:
            yield InMemoryKnowledgeWork(work)


def stands_for(held: Document, digests: Collection[Digest], new: Document) -> bool:
    """Return whether it is another document of the organisation that claims some of the bytes."""
    return (
        held.id != new.id
        and held.organisation_id == new.organisation_id
        and not held.claims.isdisjoint(digests)
    )

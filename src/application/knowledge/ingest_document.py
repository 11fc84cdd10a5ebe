"""Make a received document searchable, in steps that survive a crash at any point."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import engage
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.index_document import IndexDocument
from application.knowledge.ports import (
    KnowledgeReader,
    KnowledgeStore,
    KnowledgeWork,
    PassageIndexes,
    TextExtractor,
)
from domain.ids import DocumentId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.errors import DocumentGone, GivenUp, NoText, Unreadable
from domain.knowledge.generation import GenerationId, Generations
from domain.knowledge.passage import Page, Passage


@dataclass(frozen=True, slots=True)
class IngestDocument:
    """The handler of `ingest_document` jobs.

    Everything before the last commit can be done twice: pages and passages are replaced as a
    whole, names of passages do not change, and a passage shows only when its document is ready.
    """

    store: KnowledgeStore
    reader: KnowledgeReader
    extractor: TextExtractor
    current: CurrentIndex
    index: IndexDocument
    indexes: PassageIndexes
    clock: Clock
    ids: IdSource

    def __call__(self, lease: Lease) -> None:
        try:
            document = self._begin(lease)
            if document is None:
                return
            pages = self._extract(document)
            self._make_findable(lease, document, pages)
        except DocumentGone:
            self._drop(lease)
        except Unreadable as why:
            self._fail(lease, why)

    def give_up(self, lease: Lease) -> None:
        self._fail(lease, GivenUp(lease.attempt - 1))

    def _begin(self, lease: Lease) -> Document | None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is None or document.is_settled:
                work.jobs.finish(lease)
                work.commit()
                return None
            if document.state is DocumentState.RECEIVED:
                document = document.extracting(now=self.clock.now())
                work.documents.save(document)
                work.commit()
            return document

    def _extract(self, document: Document) -> Sequence[Page]:
        if document.state is DocumentState.INDEXING:  # the one before us came this far
            return self.reader.pages(document.organisation_id, document.id)
        content = self.reader.content(document.organisation_id, document.id)
        if content is None:
            raise DocumentGone
        pages = self.extractor.extract(content, document.media_type)
        if not pages:
            raise NoText
        self._keep_pages(document.id, pages)
        return pages

    def _keep_pages(self, id: DocumentId, pages: Sequence[Page]) -> None:
        with self.store.transaction() as work:
            document = _present(work.documents.by_id(id))
            document = document.extracted(pages=pages[-1].number, now=self.clock.now())
            work.documents.keep_pages(document, pages)
            work.documents.save(document)
            work.commit()

    def _make_findable(self, lease: Lease, document: Document, pages: Sequence[Page]) -> None:
        """Index it, and once more when another generation became active meanwhile."""
        finished = False
        while not finished:
            generation = self.current(document.organisation_id).generation
            passages = self.index(generation, document, pages)
            finished = self._finish(lease, generation.id, passages)

    def _finish(self, lease: Lease, taken_in: GenerationId, passages: Sequence[Passage]) -> bool:
        with self.store.transaction() as work:
            kept = work.generations.kept()
            if kept.active is None or kept.active.id != taken_in:
                return False
            document = _present(work.documents.by_id(DocumentId(lease.job.subject)))
            version = work.generations.next_version(document.organisation_id)
            now = self.clock.now()
            document = document.indexed(passages=len(passages), index_version=version, now=now)
            work.documents.keep_passages(document, passages)
            work.documents.save(document)
            self._note(work, document, kept, taken_in)
            work.jobs.finish(lease)
            work.commit()
        return True

    def _note(
        self, work: KnowledgeWork, document: Document, kept: Generations, taken_in: GenerationId
    ) -> None:
        """Leave a gap in every other generation, and have somebody close it."""
        others = [one.id for one in kept.all if one.is_kept and one.id != taken_in]
        work.generations.note(document, others)
        for other in others:
            engage(work, other, job_id=self.ids.new(), at=document.updated_at)

    def _fail(self, lease: Lease, why: Unreadable) -> None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is not None and not document.is_settled:
                work.documents.save(document.failed(why, now=self.clock.now()))
            work.jobs.finish(lease)
            work.commit()

    def _drop(self, lease: Lease) -> None:
        generation = self.current(lease.job.organisation_id).generation
        index = self.indexes.of(generation.id)
        index.remove(lease.job.organisation_id, DocumentId(lease.job.subject))
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()


def _present(document: Document | None) -> Document:
    if document is None:
        raise DocumentGone
    return document

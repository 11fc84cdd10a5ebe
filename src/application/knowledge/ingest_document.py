"""Make a received content searchable, in steps that survive a crash at any point."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import engage
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.drop_generation import drop_later
from application.knowledge.index_document import IndexDocument, Version
from application.knowledge.ports import (
    KnowledgeReader,
    KnowledgeStore,
    KnowledgeWork,
    PassageIndexes,
    TextExtractor,
)
from application.knowledge.reading_jobs import INGEST, PURGE, SWEEP, job_on
from application.service import service
from domain.ids import DocumentId
from domain.knowledge.content import DocumentState
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentGone, GivenUp, NoText, Unreadable, VersionOutdated
from domain.knowledge.generation import GenerationId, Generations
from domain.knowledge.passage import Page, Passage


@dataclass(frozen=True, slots=True)
class Task(Version):
    """One version as it stood when it was begun."""

    media_type: str
    state: DocumentState


@service
class IngestDocument:
    """The handler of `ingest_document` jobs.

    Everything before the last commit can be done twice: pages and passages are replaced as a
    whole, names of passages do not change, and versions stand side by side in the index. The last
    commit shows the new version and hides the one before, whose entries are swept afterwards.
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
        task = self._begin(lease)
        if task is None:
            return
        try:
            pages = self._extract(task)
            self._make_findable(lease, task, pages)
        except (DocumentGone, VersionOutdated):
            self._drop(lease, task)
        except Unreadable as why:
            self._fail(lease, task.version, why)

    def give_up(self, lease: Lease) -> None:
        document = self.reader.document(lease.job.organisation_id, DocumentId(lease.job.subject))
        version = document.newest.version if document else 0
        self._fail(lease, version, GivenUp(lease.attempt - 1))

    def _begin(self, lease: Lease) -> Task | None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is None or document.reading is None:
                self._close(work, lease, document)
                work.commit()
                return None
            if document.reading.state is DocumentState.RECEIVED:
                document = document.extracting(now=self.clock.now())
                work.documents.save(document)
                work.commit()
            return _task(document)

    def _extract(self, task: Task) -> Sequence[Page]:
        if task.state is DocumentState.INDEXING:  # the one before us came this far
            kept = self.reader.pages(task.organisation_id, task.id, task.version)
            if not kept:
                raise VersionOutdated
            return kept
        content = self.reader.content(task.organisation_id, task.id, task.version)
        if content is None:
            raise VersionOutdated
        pages = self.extractor.extract(content, task.media_type)
        if not pages:
            raise NoText
        self._keep_pages(task, pages)
        return pages

    def _keep_pages(self, task: Task, pages: Sequence[Page]) -> None:
        with self.store.transaction() as work:
            document = _still(work, task)
            document = document.extracted(pages=pages[-1].number, now=self.clock.now())
            work.documents.keep_pages(document, pages)
            work.documents.save(document)
            work.commit()

    def _make_findable(self, lease: Lease, task: Task, pages: Sequence[Page]) -> None:
        """Index it, and once more when another generation became active meanwhile."""
        finished = False
        while not finished:
            generation = self.current(task.organisation_id).generation
            passages = self.index(generation, task, pages)
            finished = self._finish(lease, task, generation.id, passages)

    def _finish(
        self, lease: Lease, task: Task, taken_in: GenerationId, passages: Sequence[Passage]
    ) -> bool:
        with self.store.transaction() as work:
            kept = work.generations.kept()
            if kept.active is None or kept.active.id != taken_in:
                if not kept.holds(taken_in):
                    drop_later(work, taken_in, job_id=self.ids.new(), now=self.clock.now())
                    work.commit()
                return False
            document = _still(work, task)
            version = work.generations.next_version(task.organisation_id)
            now = self.clock.now()
            document = document.indexed(passages=len(passages), index_version=version, now=now)
            work.documents.save(document)
            work.documents.keep_passages(document, passages)
            self._note(work, document, kept, taken_in)
            self._close(work, lease, document)
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

    def _fail(self, lease: Lease, version: int, why: Unreadable) -> None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is not None and is_reading(document, version):
                document = document.failed(why, now=self.clock.now())
                work.documents.save(document)
            self._close(work, lease, document)
            work.commit()

    def _drop(self, lease: Lease, task: Task) -> None:
        """Leave nothing of a version that was called off; go on with what came in its place."""
        document = self.reader.document(task.organisation_id, task.id)
        if document is None or task.version not in document.versions:
            generation = self.current(task.organisation_id).generation
            self.indexes.of(generation.id).remove(task.organisation_id, task.name)
        with self.store.transaction() as work:
            self._close(work, lease, work.documents.by_id(task.id))
            work.commit()

    def _close(self, work: KnowledgeWork, lease: Lease, document: Document | None) -> None:
        """Finish the job, and leave one for what is still to be done; raises LeaseLost."""
        work.jobs.finish(lease)
        kind = _left(document) if document else None
        if document and kind:
            work.jobs.enqueue(job_on(document, kind, id=self.ids.new()), at=self.clock.now())


def is_reading(document: Document, version: int) -> bool:
    return document.reading is not None and document.reading.version == version


def _left(document: Document) -> str | None:
    """Return the kind of job that the document still needs.

    One that was deleted may have been purged before its last entries came into an index.
    """
    if document.deleted_at is not None:
        return PURGE
    if not document.is_settled:
        return INGEST
    return SWEEP if document.outdated else None


def _still(work: KnowledgeWork, task: Task) -> Document:
    """Return the document; raises DocumentGone, or VersionOutdated when another one is read."""
    document = work.documents.by_id(task.id)
    if document is None or document.deleted_at is not None:
        raise DocumentGone
    if not is_reading(document, task.version):
        raise VersionOutdated
    return document


def _task(document: Document) -> Task:
    newest = document.newest
    return Task(
        organisation_id=document.organisation_id,
        id=document.id,
        version=newest.version,
        title=newest.title,
        media_type=newest.media_type,
        state=newest.state,
    )

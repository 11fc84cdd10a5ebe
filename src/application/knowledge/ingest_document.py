"""Make a received document searchable, in steps that survive a crash at any point."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.jobs.ports import Lease
from application.knowledge.ports import (
    Embedder,
    IndexedPassage,
    KnowledgeReader,
    KnowledgeStore,
    PassageIndex,
    TextExtractor,
)
from domain.ids import DocumentId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.errors import DocumentGone, GivenUp, NoText, Unreadable
from domain.knowledge.passage import Page, Passage
from domain.knowledge.splitting import split


@dataclass(frozen=True, slots=True)
class IngestDocument:
    """The handler of `ingest_document` jobs.

    Everything before the last commit can be done twice: pages and passages are replaced as a
    whole, names of passages do not change, and a passage shows only when its document is ready.
    """

    store: KnowledgeStore
    reader: KnowledgeReader
    extractor: TextExtractor
    embedder: Embedder
    index: PassageIndex
    clock: Clock

    def __call__(self, lease: Lease) -> None:
        try:
            document = self._begin(lease)
            if document is None:
                return
            pages = self._extract(document)
            passages = split(document.id, document.version, pages)
            self._index(document, passages)
            self._finish(lease, passages)
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

    def _index(self, document: Document, passages: Sequence[Passage]) -> None:
        texts = [f"{document.title}\n{passage.text}" for passage in passages]
        vectors = self.embedder.embed(texts)
        entries = [
            IndexedPassage(passage.id, text, vector)
            for passage, text, vector in zip(passages, texts, vectors, strict=True)
        ]
        self.index.replace(document.organisation_id, document.id, entries)

    def _finish(self, lease: Lease, passages: Sequence[Passage]) -> None:
        with self.store.transaction() as work:
            document = _present(work.documents.by_id(DocumentId(lease.job.subject)))
            document = document.indexed(passages=len(passages), now=self.clock.now())
            work.documents.keep_passages(document, passages)
            work.documents.save(document)
            work.jobs.finish(lease)
            work.commit()

    def _fail(self, lease: Lease, why: Unreadable) -> None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is not None and not document.is_settled:
                work.documents.save(document.failed(why, now=self.clock.now()))
            work.jobs.finish(lease)
            work.commit()

    def _drop(self, lease: Lease) -> None:
        self.index.remove(lease.job.organisation_id, DocumentId(lease.job.subject))
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()


def _present(document: Document | None) -> Document:
    if document is None:
        raise DocumentGone
    return document

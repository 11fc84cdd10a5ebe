"""Read once more what could not be read."""

from collections.abc import Collection
from functools import partial

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.hidden_doubles import HiddenDoubles
from application.knowledge.ports import KnowledgeStore
from application.knowledge.reading_jobs import INGEST, job_on
from application.service import service
from domain.access import Level
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound
from domain.principal import Principal


@service
class RetryDocument:
    store: KnowledgeStore
    access: Access
    doubles: HiddenDoubles
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, id: DocumentId) -> Document:
        """Begin again with a failed document, or with its failed replacement.

        Raises DocumentNotFound, LevelNotHeld, DocumentNotFailed, and DocumentAlreadyHeld when its
        bytes came in since as another document that `by` may view.
        """
        require(self.access, by, Level.EDIT, id, DocumentNotFound)
        return self.doubles.passed_over(by, partial(self._begin, by, id))

    def _begin(self, by: Principal, id: DocumentId, beside: Collection[DocumentId]) -> Document:
        with self.store.transaction() as work:
            document = work.documents.by_id(id)
            if (
                document is None
                or document.organisation_id != by.organisation_id
                or document.deleted_at is not None
            ):
                raise DocumentNotFound
            document = document.retried(now=self.clock.now())
            work.documents.save(document, beside=beside)
            job = job_on(document, INGEST, id=self.ids.new())
            work.jobs.enqueue(job, at=document.updated_at)
            work.commit()
            return document

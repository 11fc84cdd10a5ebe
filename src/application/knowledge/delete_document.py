"""Make a document vanish at once, and everything of it soon after."""

from dataclasses import dataclass

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Job, Lease, job_for
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeStore, PassageIndexes
from application.knowledge.receive_document import INGESTION
from domain.ids import DocumentId
from domain.knowledge.errors import DocumentNotFound
from domain.knowledge.generation import GenerationState
from domain.principal import Principal

PURGE = "purge_document"


@dataclass(frozen=True, slots=True)
class DeleteDocument:
    store: KnowledgeStore
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, id: DocumentId) -> None:
        """Hide the document from the next read on; raises DocumentNotFound."""
        now = self.clock.now()
        with self.store.transaction() as work:
            document = work.documents.by_id(id)
            if (
                document is None
                or document.organisation_id != by.organisation_id
                or document.deleted_at is not None
            ):
                raise DocumentNotFound
            work.documents.save(document.deleted(now=now))
            work.generations.next_version(by.organisation_id)
            work.jobs.enqueue(self._purge(by, id), at=now)
            work.commit()

    def _purge(self, by: Principal, id: DocumentId) -> Job:
        return job_for(
            id,
            id=self.ids.new(),
            queue=INGESTION,
            kind=PURGE,
            organisation_id=by.organisation_id,
        )


@dataclass(frozen=True, slots=True)
class PurgeDocument:
    """The handler of `purge_document` jobs."""

    store: KnowledgeStore
    generations: GenerationsReader
    indexes: PassageIndexes

    def __call__(self, lease: Lease) -> None:
        document_id = DocumentId(lease.job.subject)
        for one in self.generations.all():
            if one.generation.state is not GenerationState.RETIRED:
                index = self.indexes.of(one.generation.id)
                index.remove(lease.job.organisation_id, document_id)
        with self.store.transaction() as work:
            document = work.documents.by_id(document_id)
            if document is not None:
                work.documents.purge(document)
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Deletion is never given up: try once more."""
        self(lease)

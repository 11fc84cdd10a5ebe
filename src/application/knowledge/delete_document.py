"""Make a document vanish at once, and everything of it soon after."""

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.errors import Unavailable
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.clear_versions import clear, indexed
from application.knowledge.ports import IndexesInUse, KnowledgeReader, KnowledgeStore
from application.knowledge.reading_jobs import PURGE, job_on
from application.service import service
from domain.access import Level
from domain.ids import DocumentId, UserId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentNotFound
from domain.principal import Principal


@service
class DeleteDocument:
    store: KnowledgeStore
    reader: KnowledgeReader
    access: Access
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, id: DocumentId) -> None:
        """Hide the document from the next read on; raises DocumentNotFound, LevelNotHeld."""
        require(self.access, by, Level.MANAGE, id, DocumentNotFound)
        now, known_to = self.clock.now(), self._known_to(by, id)
        with self.store.transaction() as work:
            document = work.documents.by_id(id)
            if (
                document is None
                or document.organisation_id != by.organisation_id
                or document.deleted_at is not None
            ):
                raise DocumentNotFound
            work.documents.save(document.deleted(now=now, known_to=known_to))
            work.owned.remove(by, id)
            work.generations.next_version(by.organisation_id)
            work.jobs.enqueue(job_on(document, PURGE, id=self.ids.new()), at=now)
            work.commit()

    def _known_to(self, by: Principal, id: DocumentId) -> frozenset[UserId]:
        """Return who deletes it, and whose it is if they may view it; raises DocumentNotFound."""
        document = self.reader.document(by.organisation_id, id)
        if document is None:
            raise DocumentNotFound
        owner = Principal(document.owner_id, by.organisation_id)
        is_theirs = self.access.level(owner, id) is not None
        return frozenset({by.user_id, owner.user_id} if is_theirs else {by.user_id})


@service
class PurgeDocument:
    """The handler of `purge_document` jobs."""

    store: KnowledgeStore
    indexes: IndexesInUse
    clock: Clock

    def __call__(self, lease: Lease) -> None:
        """Remove every version from everywhere, look whether it is gone, and put that on record."""
        document = self._rows(lease)
        if document is not None:
            self._entries(document)
        with self.store.transaction() as work:
            if document is not None:
                work.documents.save(document.purged(now=self.clock.now()))
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Deletion is never given up: try once more."""
        self(lease)

    def _rows(self, lease: Lease) -> Document | None:
        with self.store.transaction() as work:
            document = work.documents.by_id(DocumentId(lease.job.subject))
            if document is not None:
                work.documents.purge(document)
                work.commit()
            return document

    def _entries(self, document: Document) -> None:
        clear(self.indexes(), document, document.outdated)
        if indexed(self.indexes(), document):
            raise Unavailable("the search index", "passages of a deleted document came back")

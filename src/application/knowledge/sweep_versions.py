"""Take versions out of the index that a document holds no more."""

from application.jobs.ports import Lease
from application.knowledge.ports import IndexesInUse, KnowledgeReader, KnowledgeStore
from application.service import service
from domain.ids import DocumentId
from domain.knowledge.passage import version_id


@service
class SweepVersions:
    """The handler of `sweep_versions` jobs.

    Nothing finds these versions any more, so this may come late. A version that is not held never
    comes back, so it may also come twice, or beside anything else.
    """

    store: KnowledgeStore
    reader: KnowledgeReader
    indexes: IndexesInUse

    def __call__(self, lease: Lease) -> None:
        organisation_id, name = lease.job.organisation_id, DocumentId(lease.job.subject)
        document = self.reader.document(organisation_id, name)
        outdated = document.outdated if document else ()  # a deleted one is purged
        for index in self.indexes():
            for version in outdated:
                index.remove(organisation_id, version_id(name, version))
        self.give_up(lease)

    def give_up(self, lease: Lease) -> None:
        """Leave it: the next sweep, or the purge, takes it along."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

"""Take versions out of the index that a document holds no more."""

from application.jobs.ports import Lease
from application.knowledge.clear_versions import clear
from application.knowledge.ports import IndexesInUse, KnowledgeReader, KnowledgeStore
from application.service import service
from domain.ids import DocumentId

LOOKED_AT = 1_000
"""So that the next replacement costs as much as the one before, however many there were."""


@service
class SweepVersions:
    """The handler of `sweep_versions` jobs.

    Nothing finds these versions any more, so this may come late. A version that is not held never
    comes back, so it may also come twice, or beside anything else. Those before the newest
    LOOKED_AT were looked at as often by then, and a purge looks at all.
    """

    store: KnowledgeStore
    reader: KnowledgeReader
    indexes: IndexesInUse

    def __call__(self, lease: Lease) -> None:
        organisation_id, name = lease.job.organisation_id, DocumentId(lease.job.subject)
        document = self.reader.document(organisation_id, name)
        if document is not None:  # a deleted one is purged
            clear(self.indexes(), document, document.outdated[-LOOKED_AT:])
        self.give_up(lease)

    def give_up(self, lease: Lease) -> None:
        """Leave it: the next sweep, or the purge, takes it along."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

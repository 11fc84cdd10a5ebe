"""Forget a generation, and remove what it held once nobody uses it."""

from datetime import datetime, timedelta
from uuid import UUID

from application.access.require import Operators
from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import DROP, enqueue
from application.knowledge.ports import KnowledgeStore, KnowledgeWork, PassageIndexes
from application.service import service
from domain.knowledge.generation import GenerationId
from domain.principal import Principal

UNTIL_LET_GO = timedelta(minutes=1)
"""Whoever was still searching a retired generation, or writing to it, is done by then."""


def drop_later(work: KnowledgeWork, id: GenerationId, *, job_id: UUID, now: datetime) -> None:
    """Have what a retired generation holds removed: also what is put in until then.

    To be said again by who put something in and finds it retired: that may be after it was dropped.
    """
    enqueue(work, id, DROP, job_id=job_id, at=now + UNTIL_LET_GO)


@service
class DropGeneration:
    """Retire a generation that is not in use; as a job handler, remove what it held."""

    store: KnowledgeStore
    operators: Operators
    indexes: PassageIndexes
    clock: Clock
    ids: IdSource

    def retire(self, by: Principal, id: GenerationId) -> None:
        """Raises OperatorsOnly, GenerationNotFound, GenerationInUse."""
        self.operators.require(by)
        now = self.clock.now()
        with self.store.transaction() as work:
            work.generations.save(work.generations.alone().find(id).retired(now=now))
            drop_later(work, id, job_id=self.ids.new(), now=now)
            work.commit()

    def __call__(self, lease: Lease) -> None:
        self.indexes.drop(GenerationId(lease.job.subject))
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Nobody searches it any more: try once more."""
        self(lease)

"""Let people who look into the index find the active generation there."""

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import AFTER_FAILURE, POINT, enqueue
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeStore, PassageIndexes
from application.service import service
from domain.knowledge.generation import GenerationId, GenerationState


@service
class PointIndex:
    """The handler of `point_index` jobs, which are kept in the commit of a switch.

    It goes by what is active when it looks, and looks again afterwards: whichever of two is done
    last points at the one that is active last.
    """

    store: KnowledgeStore
    reader: GenerationsReader
    indexes: PassageIndexes
    clock: Clock
    ids: IdSource

    def __call__(self, lease: Lease) -> None:
        pointed = None
        while (active := self._active()) != pointed and active is not None:
            self.indexes.point(active)
            pointed = active
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """It is never given up: try again after a while."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            at = self.clock.now() + AFTER_FAILURE
            enqueue(work, GenerationId(lease.job.subject), POINT, job_id=self.ids.new(), at=at)
            work.commit()

    def _active(self) -> GenerationId | None:
        every = (one.generation for one in self.reader.all())
        return next((one.id for one in every if one.state is GenerationState.ACTIVE), None)

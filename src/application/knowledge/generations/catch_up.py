"""Close a generation's gaps, a slice of time at a go, and judge it once it has none."""

from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import AFTER_FAILURE, CATCH_UP, enqueue
from application.knowledge.generations.drop_generation import drop_later
from application.knowledge.generations.fill_gaps import Filled, FillGaps
from application.knowledge.generations.judge import JudgeGeneration
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeStore
from application.service import service
from domain.errors import Invalid
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.quality import Verdict


@service
class CatchUpGeneration:
    """The handler of `catch_up_generation` jobs: what it did stays done when it is killed."""

    store: KnowledgeStore
    reader: GenerationsReader
    fill: FillGaps
    judge: JudgeGeneration
    clock: Clock
    ids: IdSource

    def __call__(self, lease: Lease) -> None:
        name = GenerationId(lease.job.subject)
        generation = self._find(name)
        verdict, filled = None, Filled.IN_PART
        try:
            if generation is not None:
                filled = self.fill(generation)
                verdict = self._verdict(generation, filled)
        except Invalid as why:  # its embedder can never serve: nothing but itself is harmed
            self._fail(name, str(why))
            filled = Filled.WITH_FAILURES
        self._finish(lease, name, verdict, filled)

    def give_up(self, lease: Lease) -> None:
        """A rebuild is never given up: try again after a while."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            at = self.clock.now() + AFTER_FAILURE
            enqueue(work, GenerationId(lease.job.subject), CATCH_UP, job_id=self.ids.new(), at=at)
            work.commit()

    def _find(self, id: GenerationId) -> Generation | None:
        found = (one.generation for one in self.reader.all() if one.generation.id == id)
        return next((one for one in found if one.is_kept), None)

    def _verdict(self, generation: Generation, filled: Filled) -> Verdict | None:
        if filled is Filled.WHOLE and generation.state is GenerationState.BUILDING:
            return self.judge(generation)
        return None

    def _fail(self, id: GenerationId, why: str) -> None:
        now = self.clock.now()
        with self.store.transaction() as work:
            generation = work.generations.alone().find(id)
            if generation.state is not GenerationState.ACTIVE:
                work.generations.save(generation.failed(why, now=now))
            work.commit()

    def _finish(
        self, lease: Lease, id: GenerationId, verdict: Verdict | None, filled: Filled
    ) -> None:
        wait = AFTER_FAILURE if filled is Filled.WITH_FAILURES else timedelta()
        again = self.clock.now() + wait
        with self.store.transaction() as work:
            kept = work.generations.alone()
            work.jobs.finish(lease)
            found = next((one for one in kept.all if one.id == id and one.is_kept), None)
            if found is not None and verdict is not None:  # it stands, also with a new gap
                work.generations.save(found.judged(verdict, now=self.clock.now()))
            if found is not None and work.generations.behind(id):
                enqueue(work, id, CATCH_UP, job_id=self.ids.new(), at=again)
            else:
                work.generations.release(id)
            if not kept.holds(id):
                drop_later(work, id, job_id=self.ids.new(), now=self.clock.now())
            work.commit()

"""Begin a replay, and end it before it is done."""

from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.processing.consumers import Consumers
from application.events.replays.ports import Past, ReplayStore
from application.ids import IdSource
from application.jobs.ports import job_for
from application.service import service
from domain.access import Level
from domain.events.replay import (
    NotRebuildable,
    NotWhole,
    Range,
    RangeEmpty,
    Replay,
    ReplayId,
    ReplayNotFound,
    ReplayState,
)
from domain.principal import Principal

REPLAY, QUEUE = "replay_events", "indexing"


@dataclass(frozen=True, slots=True)
class NewReplay:
    id: ReplayId
    consumer: str
    range: Range
    replace: bool = False


@service
class BeginReplay:
    access: Access
    store: ReplayStore
    past: Past
    consumers: Consumers
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewReplay) -> Replay:
        """Let a worker begin; the same id again is the same replay.

        Raises LevelNotHeld, NotRebuildable, RangeEmpty, NotWhole, ReplayRunning.
        """
        require(self.access, by, Level.MANAGE, by.organisation_id, ReplayNotFound)
        again = self.store.by_id(by.organisation_id, new.id)
        if again is not None:
            return again
        begun = self._begun(by, new)
        job = job_for(
            new.id,
            id=self.ids.new(),
            queue=QUEUE,
            kind=REPLAY,
            organisation_id=by.organisation_id,
        )
        with self.store.transaction() as work:
            work.replays.add(begun)
            work.jobs.enqueue(job, at=begun.asked_at)
            work.commit()
        return begun

    def _begun(self, by: Principal, new: NewReplay) -> Replay:
        known = tuple(one.name for one in self.consumers.all if one.rebuildable)
        if new.consumer not in known:
            raise NotRebuildable(new.consumer, known)
        since, until = new.range.since, new.range.until
        if since is not None and until is not None and since >= until:
            raise RangeEmpty
        if new.replace and not new.range.is_everything:
            raise NotWhole
        begun = Replay(
            id=new.id,
            organisation_id=by.organisation_id,
            asked_by=by.user_id,
            consumer=new.consumer,
            range=new.range,
            replace=new.replace,
            asked_at=self.clock.now(),
            position=self.past.before(by.organisation_id, since) if since else 0,
        )
        return begun.knowing(self.past.forgotten_until())


@service
class CancelReplay:
    access: Access
    store: ReplayStore
    clock: Clock

    def __call__(self, by: Principal, id: ReplayId) -> Replay:
        """Let it go no further; raises ReplayNotFound, LevelNotHeld, ReplayOver."""
        require(self.access, by, Level.MANAGE, by.organisation_id, ReplayNotFound)
        with self.store.transaction() as work:
            held = work.replays.held(id)
            if held is None or held.organisation_id != by.organisation_id:
                raise ReplayNotFound
            over = held.ended(ReplayState.CANCELLED, self.clock.now())
            work.replays.save(over)
            work.commit()
        return over

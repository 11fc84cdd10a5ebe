"""Replay a slice of time at a go; what was done stays done when the worker is killed."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import Enum, auto

from application.clock import Clock
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Consumer
from application.events.replays.begin_replay import QUEUE, REPLAY
from application.events.replays.ports import Past, Projection, ReplayStore, ReplayWork
from application.events.replays.slice import opened, take
from application.ids import IdSource
from application.jobs.ports import Lease, job_for
from application.service import service
from domain.events.entry import Journalled
from domain.events.projection import digest
from domain.events.replay import Replay, ReplayId, ReplayState

BATCH = 500
SLICE = timedelta(seconds=2)
SOON = timedelta(milliseconds=200)
SLACK = timedelta(minutes=1)
"""So much later than another, one that stands before it in the journal may say that it came."""


class Went(Enum):
    """How a batch went: there is more, more is to be waited for, or it is over."""

    ON = auto()
    WAITING = auto()
    OVER = auto()


@service
class RunReplay:
    """The handler of `replay_events` jobs.

    Effects, counts and the checkpoint commit together, for who holds the job alone: each event is
    applied once. `share` is the part of the time that it works.
    """

    store: ReplayStore
    past: Past
    opening: OpenEvents
    consumers: Consumers
    clock: Clock
    ids: IdSource
    rest: Callable[[float], None]
    share: float = 0.5

    def __call__(self, lease: Lease) -> None:
        until, went = self.clock.now() + SLICE, Went.ON
        while went is Went.ON:
            began = self.clock.now()
            went = self._some(lease)
            now = self.clock.now()
            if went is Went.ON:
                self.rest((now - began).total_seconds() * (1 / self.share - 1))
            if now >= until:
                break
        if went is not Went.OVER:
            self._later(lease)

    def give_up(self, lease: Lease) -> None:
        with self.store.transaction() as work:
            held = work.replays.held(ReplayId(lease.job.subject))
            work.jobs.finish(lease)
            if held is not None and held.is_running:
                work.projection(held).drop()
                work.replays.save(held.ended(ReplayState.FAILED, self.clock.now()))
            work.commit()

    def _some(self, lease: Lease) -> Went:
        replay = self._running(lease)
        if replay is None:
            return Went.OVER
        consumer = next(one for one in self.consumers.all if one.name == replay.consumer)
        kept = self.past.after(replay.organisation_id, replay.position, BATCH)
        if _is_end(replay, kept):
            return self._last(lease, consumer)
        given = opened(kept, replay, consumer, self.opening)
        with self.store.transaction() as work:
            held = work.replays.held(replay.id)
            work.jobs.prove(lease)
            if held != replay:
                return Went.ON
            taken = take(replay, given, work, self.clock.now())
            consumer.apply(work.projection(replay), taken.apply)
            work.replays.save(replay.went(taken.position, len(taken.apply), taken.passed))
            work.commit()
        return Went.WAITING if taken.stopped else Went.ON

    def _last(self, lease: Lease, consumer: Consumer) -> Went:
        """Take what is left while the consumer does nothing, and hold both projections together."""
        with self.store.transaction(alone_with=consumer.name) as work:
            replay = work.replays.held(ReplayId(lease.job.subject))
            work.jobs.prove(lease)
            if replay is None or not replay.is_running:
                return Went.ON
            kept = self.past.after(replay.organisation_id, replay.position, BATCH)
            given = opened(kept, replay, consumer, self.opening)
            taken = take(replay, given, work, self.clock.now(), to_end=True)
            if taken.stopped or not _is_end(replay, kept):
                return Went.WAITING
            projection = work.projection(replay)
            consumer.apply(projection, taken.apply)
            went = replay.went(taken.position, len(taken.apply), taken.passed)
            known = went.knowing(self.past.forgotten_until())
            work.replays.save(self._done(known, work, projection))
            work.jobs.finish(lease)
            work.commit()
        return Went.OVER

    def _done(self, replay: Replay, work: ReplayWork, projection: Projection) -> Replay:
        whole = replay.range.is_everything
        live = digest(work.live_lines(replay)) if whole else None
        done = replay.done(digest(projection.lines()), live, self.clock.now())
        if done.may_replace:
            projection.put_in_place()
            done = done.put_in_place()
        projection.drop()
        return done

    def _running(self, lease: Lease) -> Replay | None:
        """Return it; where it was cancelled, finish the job."""
        with self.store.transaction() as work:
            held = work.replays.held(ReplayId(lease.job.subject))
            if held is not None and held.is_running:
                return held
            work.jobs.finish(lease)
            work.commit()
        return None

    def _later(self, lease: Lease) -> None:
        job = job_for(
            lease.job.subject,
            id=self.ids.new(),
            queue=QUEUE,
            kind=REPLAY,
            organisation_id=lease.job.organisation_id,
        )
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.jobs.enqueue(job, at=self.clock.now() + SOON)
            work.commit()


def _is_end(replay: Replay, kept: Sequence[Journalled]) -> bool:
    """Whether the journal ends here, or all that follows came too late."""
    until = replay.range.until
    return len(kept) < BATCH or (until is not None and kept[0].entry.received_at >= until + SLACK)

"""Take one job and see it through."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobHandler, JobQueue, Lease
from application.service import service
from application.tracing import Trace, traced

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
LONGEST_REST = timedelta(minutes=5)
"""Some are never given up: what they wait for may be back for long before they look again."""


@service
class TakeJob:
    queue: JobQueue
    clock: Clock
    ids: IdSource
    lasting: timedelta = LEASE

    def __call__(self, queues: Collection[str]) -> Lease | None:
        """Lease the next job of these queues, if one is due."""
        now, token = self.clock.now(), self.ids.new()
        return self.queue.lease(queues, now=now, until=self._until, token=token)

    def _until(self) -> datetime:
        return self.clock.now() + self.lasting


@service
class KeepJob:
    queue: JobQueue
    clock: Clock
    lasting: timedelta = LEASE

    def __call__(self, lease: Lease) -> None:
        """Extend the lease from now; raises LeaseLost."""
        self.queue.extend(lease, until=lambda: self.clock.now() + self.lasting)


@service
class DoJob:
    handlers: Mapping[str, JobHandler]
    most_attempts: int = MOST_ATTEMPTS

    def __call__(self, lease: Lease, begun: Callable[[], None] | None = None) -> None:
        """Hand the job to its kind's handler, within its trace; one that never ends is given up.

        One that was `begun` by its maker goes on there.
        """
        handler = self.handlers[lease.job.kind]
        with traced(Trace.parse(lease.job.traceparent)):
            if begun is not None:
                begun()
            elif lease.attempt > self.most_attempts:
                handler.give_up(lease)
            else:
                handler(lease)


@service
class ReturnJob:
    queue: JobQueue
    clock: Clock

    def __call__(self, lease: Lease) -> timedelta:
        """Give a job back after a failed attempt; returns how long it rests.

        1 s, 2 s, 4 s … up to LONGEST_REST.
        """
        longest = int(LONGEST_REST.total_seconds())
        rest = timedelta(seconds=min(2 ** (lease.attempt - 1), longest))
        self.queue.give_back(lease, due=self.clock.now() + rest)
        return rest

    def postponed(self, lease: Lease, rest: timedelta) -> None:
        """Give back a job that could not be tried."""
        self.queue.give_back(lease, due=self.clock.now() + rest, counts=False)

"""A worker: threads that take jobs, one that carries events, and one that clears away."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Event, Thread

import structlog

from application.errors import ApplicationError
from application.jobs.work import TakeJob
from application.messaging.deliver import DeliverEvents, Follower
from application.messaging.relay import RelayOutbox
from entrypoints.observability.metrics import EVENTS_DELIVERED, EVENTS_RELAYED
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.tidying import Tidying

REST_SECONDS = 0.05
REST_AFTER_ERROR_SECONDS = 1.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Worker:
    take: TakeJob
    runner: JobRunner
    relay: RelayOutbox
    deliver: DeliverEvents
    followers: tuple[Follower, ...]
    tidying: Tidying

    def run(self, queues: Collection[str], threads: int, stop: Event) -> None:
        """Work until `stop` is set, then finish what was begun and return."""
        jobs = [
            Thread(target=_repeat, args=(lambda: self.do_job(queues), stop), name=f"jobs-{number}")
            for number in range(threads)
        ]
        events = Thread(target=_repeat, args=(self.carry_events, stop), name="events")
        tidying = Thread(target=self._tidy, args=(stop,), name="tidying")
        for thread in (*jobs, events, tidying):
            thread.start()
        for thread in (*jobs, events, tidying):
            thread.join()

    def do_job(self, queues: Collection[str]) -> bool:
        """Do one job of these queues; returns whether there was one."""
        lease = self.take(queues)
        if lease is not None:
            self.runner(lease)
        return lease is not None

    def carry_events(self) -> bool:
        """Relay what waits in the outbox and deliver what is new; returns whether anything was."""
        relayed = self.relay()
        delivered = {one.group: self.deliver(one) for one in self.followers}
        EVENTS_RELAYED.inc(relayed)
        for group, count in delivered.items():
            EVENTS_DELIVERED.labels(group).inc(count)
        return bool(relayed)

    def _tidy(self, stop: Event) -> None:
        _repeat(self.tidying, stop, rest_seconds=self.tidying.every.total_seconds())

    def drain(self, queues: Collection[str]) -> int:
        """Do everything that is due, here and now, and return how many jobs there were."""
        done = 0
        while (did := self.do_job(queues)) or self.carry_events():
            done += did
        return done


def _repeat(step: Callable[[], bool], stop: Event, *, rest_seconds: float = REST_SECONDS) -> None:
    while not stop.is_set():
        try:
            rest = 0.0 if step() else rest_seconds
        except ApplicationError as error:
            log.warning("worker_waits", reason=str(error))
            rest = REST_AFTER_ERROR_SECONDS
        except Exception:  # a bug in one handler must not end the worker
            log.exception("worker_failed")
            rest = REST_AFTER_ERROR_SECONDS
        stop.wait(rest)

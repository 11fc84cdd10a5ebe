"""A worker: threads that take jobs, one that relays events, one for each who follows them, and
one that clears away.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
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
WAIT_SECONDS = 0.5
"""How long a follower waits for events before it looks whether the worker is to stop."""
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
        steps = [
            *((f"jobs-{number}", partial(self.do_job, queues)) for number in range(threads)),
            ("relay", self.relay_events),
            *((f"events-{one.group}", partial(self._follow, one, stop)) for one in self.followers),
        ]
        running = [
            *(Thread(target=_repeat, args=(step, stop), name=name) for name, step in steps),
            Thread(target=self._tidy, args=(stop,), name="tidying"),
        ]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()

    def do_job(self, queues: Collection[str]) -> bool:
        """Do one job of these queues; returns whether there was one."""
        lease = self.take(queues)
        if lease is not None:
            self.runner(lease)
        return lease is not None

    def relay_events(self) -> bool:
        """Relay some of what waits in the outbox; returns whether anything did."""
        relayed = self.relay()
        EVENTS_RELAYED.inc(relayed)
        return bool(relayed)

    def carry_events(self) -> bool:
        """Relay, and deliver what is new, here and now; returns whether anything was relayed."""
        relayed = self.relay_events()
        for one in self.followers:
            EVENTS_DELIVERED.labels(one.group).inc(self.deliver(one))
        return relayed

    def _follow(self, follower: Follower, stop: Event) -> bool:
        """Stay subscribed until the worker is to stop; raises what the log says of itself."""
        delivered = EVENTS_DELIVERED.labels(follower.group)
        with self.deliver.following(follower) as deliver:
            while not stop.is_set():
                try:
                    delivered.inc(deliver(WAIT_SECONDS))
                except ApplicationError:
                    raise
                except Exception:  # a bug in a handler must not send its partitions around
                    log.exception("worker_failed", group=follower.group)
                    stop.wait(REST_AFTER_ERROR_SECONDS)
        return False

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

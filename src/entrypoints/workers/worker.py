"""A worker: threads that take jobs, one that relays events, one for each who follows them, and
one that clears away.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock, Thread

import structlog

from application.errors import ApplicationError
from application.jobs.work import TakeJob
from application.messaging.deliver import DeliverEvents, Follower
from entrypoints.observability.metrics import EVENTS_CARRIED, EVENTS_DELIVERED
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.tidying import Tidying

REST_SECONDS = 0.05
REST_AFTER_ERROR_SECONDS = 1.0
WAIT_SECONDS = 0.5
"""How long a follower waits for events before it looks whether the worker is to stop."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done again and again; `run` returns how much there was to do.

    It rests after less than `many`, so that what comes one by one is done in some numbers.
    """

    name: str
    run: Callable[[], int]
    rest_seconds: float = REST_SECONDS
    many: int = 1

    def __call__(self) -> int:
        done = self.run()
        EVENTS_CARRIED.labels(self.name).inc(done)
        return done

    def more_waits(self) -> bool:
        """Take the step; returns whether it is to be taken again at once."""
        return self() >= self.many


@dataclass(frozen=True, slots=True)
class Worker:
    take: TakeJob
    runner: JobRunner
    steps: tuple[Step, ...]
    deliver: DeliverEvents
    followers: tuple[Follower, ...]
    tidying: Tidying

    def run(self, queues: Collection[str], threads: int, stop: Event) -> None:
        """Work until `stop` is set, then finish what was begun and return."""
        jobs = partial(self._do_or_watch, queues, Lock(), stop)
        running = [
            *(_thread(f"jobs-{number}", jobs, stop) for number in range(threads)),
            *(_thread(one.name, one.more_waits, stop, one.rest_seconds) for one in self.steps),
            *(_thread(one.group, partial(self._follow, one, stop), stop) for one in self.followers),
            _thread("tidying", self.tidying, stop, self.tidying.every.total_seconds()),
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

    def _do_or_watch(self, queues: Collection[str], watching: Lock, stop: Event) -> bool:
        """Do one job; of the threads that find none, one looks for the next and the others wait.

        Who looks next does at once: there may be as many jobs as there are threads.
        """
        if self.do_job(queues):
            return True
        with watching:
            lease = None if stop.is_set() else self.take(queues)
            while lease is None and not stop.wait(REST_SECONDS):
                lease = self.take(queues)
        if lease is not None:
            self.runner(lease)
        return True

    def carry_events(self) -> bool:
        """Take each step, and deliver what is new, here and now; returns whether anything moved."""
        moved = [step() for step in self.steps]
        for one in self.followers:
            EVENTS_DELIVERED.labels(one.group).inc(self.deliver(one))
        return any(moved)

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

    def drain(self, queues: Collection[str]) -> int:
        """Do everything that is due, here and now, and return how many jobs there were."""
        done = 0
        while (did := self.do_job(queues)) or self.carry_events():
            done += did
        return done


def _thread(
    name: str, step: Callable[[], bool], stop: Event, rest_seconds: float = REST_SECONDS
) -> Thread:
    return Thread(target=_repeat, args=(step, stop, rest_seconds), name=name)


def _repeat(step: Callable[[], bool], stop: Event, rest_seconds: float) -> None:
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

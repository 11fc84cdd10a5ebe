"""Of a worker's threads that have nothing to do, one looks for jobs."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread, current_thread
from types import SimpleNamespace
from typing import Any

from entrypoints.testing import Portico
from entrypoints.workers.worker import REST_SECONDS, Worker

PATIENCE, THREADS, LOOKS = 60.0, 4, 25


@dataclass
class Queue:
    """Has jobs once it is told of some, and notes who found none."""

    jobs: int = 0
    lock: Lock = field(default_factory=Lock)
    idle: list[str] = field(default_factory=list)
    looked: Event = field(default_factory=Event)
    stop: "Stop | None" = None
    rested: list[int] = field(default_factory=list)

    def __call__(self, _: Collection[str]) -> Any:
        with self.lock:
            if self.jobs:
                self.jobs -= 1
                self.rested.append(self.stop.rests if self.stop else 0)
                return SimpleNamespace()
            self.idle.append(current_thread().name)
            if len(self.idle) >= LOOKS and len(set(self.idle)) == THREADS:
                self.looked.set()
            return None


@dataclass
class Running:
    """Jobs that end when all are at work at once."""

    begun: list[str] = field(default_factory=list)
    all_at_work: Event = field(default_factory=Event)

    def __call__(self, _: object) -> None:
        self.begun.append(current_thread().name)
        if len(self.begun) == THREADS:
            self.all_at_work.set()
        assert self.all_at_work.wait(PATIENCE)


class Stop(Event):
    """Counts how often a thread rests before it looks for jobs again."""

    rests = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.rests += timeout == REST_SECONDS
        return super().wait(timeout)


@contextmanager
def working(queue: Queue, jobs: Running, stop: Event) -> Iterator[None]:
    """Have a worker at work, until its queue was looked at for a while; stop it in the end."""
    made = Portico.start().container.get(Worker)
    worker = replace(made, take=queue, runner=jobs, steps=(), followers=())  # type: ignore[arg-type]
    running = Thread(target=worker.run, args=(["any"], THREADS, stop))
    running.start()
    try:
        assert queue.looked.wait(PATIENCE)
        yield
    finally:
        stop.set()
        jobs.all_at_work.set()
        running.join(PATIENCE)
    assert not running.is_alive()


def test_one_watches_while_the_others_wait_and_all_work_when_there_is_work() -> None:
    queue, jobs = Queue(), Running()
    with working(queue, jobs, Event()):
        looks = Counter(queue.idle)  # each looks once for itself when it starts
        assert [times > 1 for times in looks.values()].count(True) == 1
        queue.jobs = THREADS
        assert jobs.all_at_work.wait(PATIENCE)
        assert len(set(jobs.begun)) == THREADS


def test_nobody_rests_between_one_job_and_the_next() -> None:
    stop = Stop()
    queue, jobs = Queue(stop=stop), Running()
    with working(queue, jobs, stop):
        queue.jobs = THREADS
        assert jobs.all_at_work.wait(PATIENCE)
    assert len(queue.rested) == THREADS
    assert len(set(queue.rested)) == 1


def test_nobody_begins_a_job_when_the_worker_stops() -> None:
    queue, jobs, stop = Queue(), Running(), Event()
    with working(queue, jobs, stop), queue.lock:
        stop.set()
        queue.jobs = 2 * THREADS
    assert len(jobs.begun) <= 1  # the one that watched may have looked before

"""Of a worker's threads that have nothing to do, one looks for jobs."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread, current_thread
from types import SimpleNamespace
from typing import Any

from entrypoints.testing import Portico
from entrypoints.workers.worker import Worker

PATIENCE, THREADS, LOOKS = 60.0, 4, 25


@dataclass
class Queue:
    """Has jobs once it is told of some, and notes who found none."""

    jobs: int = 0
    lock: Lock = field(default_factory=Lock)
    idle: list[str] = field(default_factory=list)
    looked: Event = field(default_factory=Event)

    def __call__(self, _: Collection[str]) -> Any:
        with self.lock:
            if self.jobs:
                self.jobs -= 1
                return SimpleNamespace()
            self.idle.append(current_thread().name)
            if len(self.idle) >= LOOKS:
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


def test_one_watches_while_the_others_wait_and_all_work_when_there_is_work() -> None:
    queue, jobs, stop = Queue(), Running(), Event()
    made = Portico.start().container.get(Worker)
    worker = replace(made, take=queue, runner=jobs, steps=(), followers=())  # type: ignore[arg-type]
    running = Thread(target=worker.run, args=(["any"], THREADS, stop))
    running.start()
    try:
        assert queue.looked.wait(PATIENCE)
        looks = Counter(queue.idle)  # each looks once for itself when it starts
        assert [times > 1 for times in looks.values()].count(True) == 1
        queue.jobs = THREADS
        assert jobs.all_at_work.wait(PATIENCE)
        assert len(set(jobs.begun)) == THREADS
    finally:
        stop.set()
        jobs.all_at_work.set()
        running.join(PATIENCE)
    assert not running.is_alive()

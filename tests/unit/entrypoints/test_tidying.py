"""A worker clears away in time, whatever goes wrong meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

from application.errors import Unavailable
from entrypoints.testing import Portico
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.worker import Worker

PATIENCE = 60.0


def works_until(done: Event, forget: Callable[[], int], every: timedelta) -> None:
    """Have a worker run that forgets so, until that is done."""
    worker = replace(Portico.start().container.get(Worker), tidying=Tidying({"it": forget}, every))
    stop = Event()
    running = Thread(target=worker.run, args=([], 1, stop))
    running.start()
    try:
        assert done.wait(PATIENCE)
    finally:
        stop.set()
        running.join(PATIENCE)
    assert not running.is_alive()


def test_a_worker_clears_away_when_it_starts_and_need_not_be_waited_for() -> None:
    done = Event()

    def forget() -> int:
        done.set()
        return 0

    works_until(done, forget, timedelta(days=1))


def test_a_worker_clears_away_again_and_again() -> None:
    done, times = Event(), list[int]()

    def forget() -> int:
        times.append(1)
        if len(times) == 3:
            done.set()
        return 1

    works_until(done, forget, timedelta(milliseconds=1))


def test_what_cannot_be_reached_is_cleared_away_soon_and_not_the_day_after() -> None:
    done, times = Event(), list[int]()

    def forget() -> int:
        times.append(1)
        if len(times) == 1:
            raise Unavailable("the database", "it is away")
        done.set()
        return 0

    works_until(done, forget, timedelta(days=1))

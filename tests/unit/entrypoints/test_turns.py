"""Turns: so many at once, in the order in which they came, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest

from entrypoints.workers.turns import TooManyAtWork, Turns
from support.served import wait_until

PATIENCE_SECONDS = 60


class Asleep(Turns):
    """Tells how many wait."""

    def waiting(self) -> int:
        return len(self._asleep)


def test_no_more_are_at_work_than_there_are_turns() -> None:
    turns, together = Turns(2, PATIENCE_SECONDS), Barrier(2)
    inside, seen = set[int](), list[int]()

    def work(number: int) -> None:
        with turns.taken():
            inside.add(number)
            together.wait(PATIENCE_SECONDS)  # two are inside, or this breaks
            seen.append(len(inside))
            together.wait(PATIENCE_SECONDS)
            inside.discard(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(20)))
    assert seen == [2] * 20


def test_who_asked_first_is_let_in_first() -> None:
    turns, came, leave, threads = Asleep(1, PATIENCE_SECONDS), list[int](), Event(), list[Thread]()

    def work(number: int) -> None:
        with turns.taken():
            came.append(number)
            leave.wait(PATIENCE_SECONDS)

    for number in range(6):
        threads.append(Thread(target=work, args=(number,)))
        threads[-1].start()
        wait_until(lambda: len(came) + turns.waiting() == len(threads), PATIENCE_SECONDS)
    leave.set()
    for one in threads:
        one.join(PATIENCE_SECONDS)
    assert came == [0, 1, 2, 3, 4, 5]


def test_a_turn_comes_back_from_work_that_failed() -> None:
    turns = Turns(1, PATIENCE_SECONDS)
    with pytest.raises(ValueError, match="spilled"), turns.taken():
        raise ValueError("spilled")
    with turns.taken():
        pass


def test_who_waited_too_long_goes_away_and_takes_no_turn_along() -> None:
    turns = Asleep(1, 0.01)
    with turns.taken(), pytest.raises(TooManyAtWork), turns.taken():
        pass
    assert turns.waiting() == 0
    with turns.taken():
        pass

"""What one thread makes, and others wait for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from application.awaited import Awaited

WAITING = 16


def test_all_who_wait_are_given_it_and_so_are_those_who_come_later() -> None:
    awaited, ready = Awaited[int](), Barrier(WAITING + 1)

    def get(_: int) -> int:
        ready.wait(60)
        return awaited.get()

    with ThreadPoolExecutor(WAITING) as pool:
        got = [pool.submit(get, number) for number in range(WAITING)]
        ready.wait(60)
        awaited.give(5)
        assert [one.result(60) for one in got] == [5] * WAITING
    assert awaited.get() == 5


def test_what_it_failed_with_is_raised_for_each() -> None:
    awaited = Awaited[int]()
    awaited.fail(LookupError("gone"))
    awaited.wait()
    for _ in range(2):
        with pytest.raises(LookupError, match="gone"):
            awaited.get()


def test_it_may_be_none() -> None:
    awaited = Awaited[None]()
    awaited.give(None)
    assert awaited.get() is None

"""One look for all who ask the same at the same time, and none that began before they asked."""

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic, sleep

import pytest

from application.shared_looks import SharedLooks

PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Watched:
    """A look that says when it began, and goes on when it is let go; returns how many began."""

    began: dict[int, Event] = field(default_factory=dict)
    go_on: dict[int, Event] = field(default_factory=dict)
    looks: int = 0
    lock: Lock = field(default_factory=Lock)

    def __call__(self, question: str) -> int:
        with self.lock:
            self.looks += 1
            number = self.looks
        self._of(self.began, number).set()
        assert self._of(self.go_on, number).wait(PATIENCE_SECONDS)
        return number

    def has_begun(self, number: int) -> bool:
        return self._of(self.began, number).wait(PATIENCE_SECONDS)

    def let_go(self, number: int) -> None:
        self._of(self.go_on, number).set()

    def _of(self, events: dict[int, Event], number: int) -> Event:
        with self.lock:
            return events.setdefault(number, Event())


def waiting(shared: SharedLooks[str, int], question: str) -> bool:
    running = shared._looks.get(question)
    return running is not None and running.following is not None


def test_those_who_come_during_a_look_share_the_next() -> None:
    look = Watched()
    shared = SharedLooks(look)
    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(shared, "a")
        assert look.has_begun(1)
        others = [threads.submit(shared, "a") for _ in range(8)]
        until = monotonic() + PATIENCE_SECONDS
        while not waiting(shared, "a") and monotonic() < until:
            sleep(0.001)
        look.let_go(1)
        for number in range(2, 10):
            look.let_go(number)

        assert first.result() == 1
        told = Counter(one.result() for one in others)

    assert 1 not in told
    assert not shared._looks


def test_different_questions_do_not_wait_for_each_other() -> None:
    look = Watched()
    shared = SharedLooks(look)
    with ThreadPoolExecutor(2) as threads:
        one: Future[int] = threads.submit(shared, "a")
        assert look.has_begun(1)
        other: Future[int] = threads.submit(shared, "b")
        assert look.has_begun(2)
        look.let_go(2)
        assert other.result() == 2
        look.let_go(1)
        assert one.result() == 1


def test_what_looking_raises_is_raised_for_all_and_the_next_look_is_a_new_one() -> None:
    asked: list[str] = []

    def look(question: str) -> int:
        asked.append(question)
        if len(asked) == 1:
            raise ValueError("once")
        return 5

    shared = SharedLooks[str, int](look)
    with pytest.raises(ValueError, match="once"):
        shared("a")
    assert shared("a") == 5


def test_nobody_is_told_what_was_true_before_they_asked() -> None:
    """A number that only grows, asked by many: no answer lies below what it was at the asking."""
    counter, lock = [0], Lock()

    def look(_: str) -> int:
        with lock:
            return counter[0]

    shared = SharedLooks[str, int](look)

    def ask() -> bool:
        for _ in range(200):
            with lock:
                counter[0] += 1
                least = counter[0]
            if shared("a") < least:
                return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda _: ask(), range(8)))
    assert not shared._looks

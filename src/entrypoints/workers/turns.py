"""Turns at what keeps a core busy, taken in the order in which they were asked for."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """Lets so many in at once; the others sleep until it is their turn, each woken once.

    Threads that all work take the interpreter from each other at every statement, and the last to
    come may be the first to end.
    """

    def __init__(self, at_once: int) -> None:
        self._free, self._asleep = at_once, deque[Lock]()
        self._own = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take one until the block ends, when the first of those who wait gets it."""
        self._wait()
        try:
            yield
        finally:
            self._hand_on()

    def _wait(self) -> None:
        with self._own:
            if self._free:
                self._free -= 1
                return
            called = Lock()
            called.acquire()
            self._asleep.append(called)
        called.acquire()

    def _hand_on(self) -> None:
        with self._own:
            if self._asleep:
                self._asleep.popleft().release()
            else:
                self._free += 1

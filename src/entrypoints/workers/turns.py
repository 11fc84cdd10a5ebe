"""Turns at what keeps a core busy, taken in the order in which they were asked for."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from application.errors import Unavailable


class TooManyAtWork(Unavailable):
    code = "too_many_at_work"

    def __init__(self) -> None:
        super().__init__("an answer", "others are being written, and it was not yet its turn")


class Turns:
    """Lets so many in at once; the others sleep until it is their turn, each woken once.

    Threads that all work take the interpreter from each other at every statement, and the last to
    come may be the first to end. Whoever has waited for `patience` seconds goes away.
    """

    def __init__(self, at_once: int, patience: float) -> None:
        self._free, self._asleep = at_once, deque[Lock]()
        self._patience = patience
        self._own = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take one until the block ends, when the first of those who wait gets it.

        Raises TooManyAtWork.
        """
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
        try:
            is_called = called.acquire(timeout=self._patience)
        except BaseException:  # interrupted: a turn that came meanwhile is for the next
            if not self._leave(called):
                self._hand_on()
            raise
        if not is_called and self._leave(called):
            raise TooManyAtWork

    def _leave(self, called: Lock) -> bool:
        """Wait no longer; returns False when the turn was handed over already."""
        with self._own:
            if called in self._asleep:
                self._asleep.remove(called)
                return True
        return False

    def _hand_on(self) -> None:
        with self._own:
            if self._asleep:
                self._asleep.popleft().release()
            else:
                self._free += 1

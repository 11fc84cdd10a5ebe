"""Room for those who wait for answers, below the number of threads, so that others are served."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from application.errors import Unavailable


class TooManyStreams(Unavailable):
    code = "too_many_streams"

    def __init__(self) -> None:
        super().__init__("a place to wait", "as many answers are being followed as there is room")


class Seats:
    """Each who follows or waits for an answer keeps a thread of this process all the while.

    Of four threads three may be kept so.
    """

    def __init__(self, threads: int) -> None:
        self._free = BoundedSemaphore(max(1, threads * 3 // 4))

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take one until the block ends; raises TooManyStreams."""
        if not self._free.acquire(blocking=False):
            raise TooManyStreams
        try:
            yield
        finally:
            self._free.release()

"""A writer's turn among the threads of a process, for as long as it may be waited for."""

from _thread import LockType
from collections.abc import Iterator
from contextlib import contextmanager

from application.errors import Unavailable


@contextmanager
def turn_of(lock: LockType, patience: float | None) -> Iterator[None]:
    """Hold the lock; raises Unavailable where others hold it for that many seconds."""
    if not lock.acquire(timeout=-1 if patience is None else patience):
        raise Unavailable("the database", "others write for longer than may be waited for")
    try:
        yield
    finally:
        lock.release()

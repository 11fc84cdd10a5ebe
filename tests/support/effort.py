"""What a call costs, for bounds on hostile input: told by the processor, not by the clock."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUNDS = 3


def effort(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the seconds of CPU that this thread spends in it, the least of some rounds.

    Other threads do not count, nor does looking for garbage, which takes as long as the tests that
    ran before left objects behind; a busy machine can only add, so the least is nearest.
    """
    with _no_collecting():
        return min(_spent(call) for _ in range(rounds))


def assert_cheaper(seconds: float, call: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Fail unless it takes less than so many seconds of CPU in one of some rounds.

    That the least of them is below a bound is known with the first one that is.
    """
    with _no_collecting():
        tried: list[float] = []
        while len(tried) < rounds:
            tried.append(_spent(call))
            if tried[-1] < seconds:
                return
    raise AssertionError(f"it took {tried} seconds of CPU, each not below {seconds}")


def _spent(call: Callable[[], object]) -> float:
    began = time.thread_time()
    call()
    return time.thread_time() - began


@contextmanager
def _no_collecting() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

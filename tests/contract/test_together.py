"""Two things at once: what every way to do so promises, and what another thread adds."""

from collections.abc import Callable, Iterator
from threading import Barrier, Event, Thread, get_ident

import pytest

from adapters.together import InTurn, OnAnotherThread, together
from application.together import Together

PATIENCE = 60


def failing(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.fixture
def taken() -> Iterator[OnAnotherThread]:
    """Yield one whose only thread is at something else."""
    ways, begun, over = OnAnotherThread(1), Event(), Event()

    def occupy() -> None:
        begun.set()
        over.wait(PATIENCE)

    other = Thread(target=ways, args=(occupy, lambda: over.wait(PATIENCE)))
    other.start()
    assert begun.wait(PATIENCE)
    yield ways
    over.set()
    other.join(PATIENCE)


@pytest.mark.parametrize("made", [InTurn, lambda: OnAnotherThread(1)], ids=["in turn", "thread"])
class TestEither:
    def test_both_results_come_back_in_their_places(self, made: Callable[[], Together]) -> None:
        assert made()(lambda: "aside", lambda: 1) == ("aside", 1)

    def test_what_one_of_them_raises_is_raised(self, made: Callable[[], Together]) -> None:
        with pytest.raises(KeyError):
            made()(failing(KeyError("aside")), lambda: None)
        with pytest.raises(KeyError):
            made()(lambda: None, failing(KeyError("here")))


def test_another_thread_does_its_part_meanwhile() -> None:
    meeting = Barrier(2, timeout=PATIENCE)
    aside, here = OnAnotherThread(1)(
        lambda: (meeting.wait(), get_ident()), lambda: (meeting.wait(), get_ident())
    )
    assert aside[1] != here[1] == get_ident()


def test_what_no_thread_has_begun_is_done_here(taken: OnAnotherThread) -> None:
    assert taken(get_ident, lambda: None) == (get_ident(), None)


def test_what_no_thread_has_begun_is_not_done_after_a_failure(taken: OnAnotherThread) -> None:
    done: list[str] = []
    with pytest.raises(KeyError):
        taken(lambda: done.append("aside"), failing(KeyError("here")))
    assert done == []


def test_what_was_begun_has_ended_when_a_failure_is_told() -> None:
    begun, ended = Event(), Event()

    def aside() -> None:
        begun.set()
        failed.wait(PATIENCE)
        ended.set()

    failed = Event()

    def here() -> None:
        assert begun.wait(PATIENCE)
        failed.set()
        raise KeyError("here")

    with pytest.raises(KeyError):
        OnAnotherThread(1)(aside, here)
    assert ended.is_set()


def test_one_processor_has_no_use_for_another_thread() -> None:
    assert isinstance(together(1), InTurn)
    assert isinstance(together(2), OnAnotherThread)

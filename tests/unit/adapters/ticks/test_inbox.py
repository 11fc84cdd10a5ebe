"""What was not taken yet is bounded: a connection waits, and memory does not grow."""

from threading import Thread

import pytest

from adapters.ticks.binance.batches import Frame
from adapters.ticks.binance.inbox import Inbox
from application.ticks.feed import Control

PATIENCE = 60


def putting(inbox: Inbox, *frames: Frame) -> Thread:
    def put() -> None:
        for frame in frames:
            inbox.put(frame)

    thread = Thread(target=put, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("bounds", [{"most": 3}, {"most_bytes": 6}], ids=["frames", "bytes"])
def test_who_puts_waits_until_there_is_room(bounds: dict[str, int]) -> None:
    inbox, frames = Inbox(**bounds), [Frame(b"ab", number) for number in range(50)]
    thread = putting(inbox, *frames)
    taken: list[object] = []
    while len(taken) < len(frames):
        some = inbox.take(PATIENCE, 1_000)
        assert 0 < len(some) <= 3
        taken += some

    thread.join(PATIENCE)
    assert taken == frames


def test_words_about_a_connection_fit_always() -> None:
    inbox = Inbox(most=1)
    inbox.put(Frame(b"ab", 0))

    assert inbox.put(Control("cut"))
    assert inbox.take(0, 10) == [Frame(b"ab", 0), Control("cut")]


def test_who_waits_is_let_go_when_it_is_closed() -> None:
    inbox = Inbox(most=1)
    thread = putting(inbox, Frame(b"a", 0), Frame(b"b", 1))
    assert inbox.take(PATIENCE, 0) == []
    inbox.close()

    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not inbox.put(Frame(b"c", 2))
    assert inbox.take(0, 10) in ([Frame(b"a", 0)], [])


def test_nothing_comes_in_time() -> None:
    assert Inbox().take(0, 10) == []

"""What was not taken yet is bounded: a connection waits, and memory does not grow."""

from threading import Thread

import pytest

from adapters.ticks.binance.batches import Burst, bursts_of
from adapters.ticks.binance.inbox import MANY, Inbox, Item
from adapters.ticks.binance.messages import Content
from application.ticks.feed import Control

PATIENCE = 60


def putting(inbox: Inbox, *bursts: Burst) -> Thread:
    def put() -> None:
        for burst in bursts:
            inbox.put_all([burst])

    thread = Thread(target=put, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("bounds", [{"most": 3}, {"most_bytes": 6}], ids=["bursts", "bytes"])
def test_who_puts_waits_until_there_is_room(bounds: dict[str, int]) -> None:
    inbox, bursts = Inbox(**bounds), [Burst.of([b"ab"], number) for number in range(50)]
    thread = putting(inbox, *bursts)
    taken: list[object] = []
    while len(taken) < len(bursts):
        some = inbox.take(PATIENCE, 1_000)
        assert 0 < len(some) <= 3
        taken += some

    thread.join(PATIENCE)
    assert taken == bursts


def test_words_about_a_connection_fit_always() -> None:
    inbox = Inbox(most=1)
    inbox.put_all([Burst.of([b"ab"], 0)])

    assert inbox.put(Control("cut"))
    assert inbox.take(0, 10) == [Burst.of([b"ab"], 0), Control("cut")]


def test_who_waits_is_let_go_when_it_is_closed() -> None:
    inbox = Inbox(most=1)
    thread = putting(inbox, Burst.of([b"a"], 0), Burst.of([b"b"], 1))
    assert inbox.take(PATIENCE, 0) == []
    inbox.close()

    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not inbox.put_all([Burst.of([b"c"], 2)])
    assert inbox.take(0, 10) in ([Burst.of([b"a"], 0)], [])


def test_nothing_comes_in_time() -> None:
    assert Inbox().take(0, 10) == []


def test_many_that_came_together_do_not_exceed_the_room_by_much() -> None:
    inbox, many = Inbox(most=10), [bytes([number]) for number in range(100)]
    thread = Thread(target=inbox.put_all, args=(bursts_of(many, 7, at_once=4),), daemon=True)
    thread.start()
    found: list[Content] = []
    while len(found) < len(many):
        some = contents_of(inbox.take(PATIENCE, 3))
        assert 0 < len(some) <= 4
        assert inbox._messages <= 10 + 3
        found += some
    thread.join(PATIENCE)
    assert found == many


def contents_of(items: list[Item]) -> list[Content]:
    return [content for one in items if isinstance(one, Burst) for content in one.contents]


def test_once_very_many_came_together_further_ones_are_let_come() -> None:
    inbox, few = Inbox(), [b"a"] * 9
    inbox.put_all(bursts_of([b"a"] * MANY, 1))
    assert len(contents_of(inbox.take(PATIENCE, 5_000))) == MANY

    inbox.put_all(bursts_of(few, 2))
    thread = Thread(target=inbox.put_all, args=(bursts_of(few, 3),), daemon=True)
    thread.start()
    found = contents_of(inbox.take(PATIENCE, 5_000))
    thread.join(PATIENCE)
    found += contents_of(inbox.take(0, 5_000))
    assert len(found) == 2 * len(few)


def test_enough_are_not_waited_for() -> None:
    inbox = Inbox(most=400)
    inbox.put_all(bursts_of([b"a"] * 400, 1))
    assert len(contents_of(inbox.take(PATIENCE, 1_000))) == 400
    inbox.put_all(bursts_of([b"a"] * 400, 2))
    assert inbox._has_enough(1_000)

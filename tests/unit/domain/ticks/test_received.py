"""What is new among trades, and what was told before."""

from domain.ticks.received import Received
from support.trades import a_trade


def test_what_nobody_has_told_is_new_and_by_id() -> None:
    assert Received.of([a_trade(2), a_trade(1)], {}) == Received([a_trade(1), a_trade(2)], 0, ())


def test_one_that_came_twice_is_new_once() -> None:
    received = Received.of([a_trade(1), a_trade(1)], {})
    assert (received.new, received.held, received.conflicts) == ([a_trade(1)], 1, [])


def test_when_it_was_received_makes_no_conflict() -> None:
    again = a_trade(1)._replace(received=9)
    assert Received.of([again], {1: a_trade(1)}) == Received([], 1, [])


def test_of_two_that_disagree_the_first_stays() -> None:
    other = a_trade(1, price=7)
    assert Received.of([a_trade(1), other], {}) == Received([a_trade(1)], 0, [other])
    assert Received.of([other], {1: a_trade(1)}) == Received([], 0, [other])


def test_one_that_is_held_no_longer_is_not_new_again() -> None:
    assert Received.of([a_trade(1), a_trade(2)], {1: None}) == Received([a_trade(2)], 1, [])

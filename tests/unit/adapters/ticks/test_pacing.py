"""An exchange is not called upon more often than it allows."""

import pytest

from adapters.ticks.binance.budget import Budget
from adapters.ticks.binance.pacing import CONNECTIONS, LONGEST_PAUSE, WINDOW, Backoff
from application.errors import TooMany


class Clock:
    def __init__(self) -> None:
        self.time = 6_000.0

    def __call__(self) -> float:
        return self.time


def longest(_: float, most: float) -> float:
    return most


def test_the_first_connection_waits_for_nothing() -> None:
    assert Backoff(Clock()).wait() == 0


def test_each_failure_doubles_the_pause_up_to_a_bound() -> None:
    clock, pauses = Clock(), []
    backoff = Backoff(clock, longest)
    for _ in range(12):
        backoff.connecting()
        pauses.append(backoff.wait())
        clock.time += backoff.wait()

    assert pauses[:4] == pytest.approx([0.2, 0.4, 0.8, 1.6])
    assert pauses[-1] == pytest.approx(LONGEST_PAUSE)


def test_a_good_connection_begins_the_pauses_anew() -> None:
    backoff = Backoff(Clock(), longest)
    for _ in range(5):
        backoff.connecting()
    backoff.good()
    backoff.connecting()

    assert backoff.wait() == pytest.approx(0.2)


def test_pauses_are_drawn_from_nothing_up_to_the_whole() -> None:
    drawn: list[tuple[float, float]] = []

    def least(*bounds: float) -> float:
        drawn.append((bounds[0], bounds[1]))
        return bounds[0]

    backoff = Backoff(Clock(), least)
    backoff.connecting()

    assert backoff.wait() == 0
    assert drawn == [(0.0, 0.2)]


def test_the_budget_of_connections_holds_however_good_they_are() -> None:
    clock = Clock()
    backoff = Backoff(clock, lambda *_: 0.0)
    for _ in range(CONNECTIONS):
        assert backoff.wait() == 0
        backoff.connecting()
        backoff.good()
        clock.time += 0.1

    assert backoff.wait() == pytest.approx(WINDOW - CONNECTIONS * 0.1)


def test_the_weight_of_a_minute_is_a_bound_and_the_next_minute_has_its_own() -> None:
    clock = Clock()
    budget = Budget(100, clock)
    for _ in range(20):
        budget.take(4)
    clock.time += 15

    with pytest.raises(TooMany) as refused:
        budget.take(4)
    assert refused.value.retry_after == 45
    clock.time += 45
    budget.take(4)


@pytest.mark.parametrize("told", ["77", "100"])
def test_what_others_used_counts_too(told: str) -> None:
    budget = Budget(100, Clock())
    budget.told(told)

    with pytest.raises(TooMany):
        budget.take(4)


@pytest.mark.parametrize("told", [None, "", "many", "-5", "\u0661\u0660\u0660"])
def test_a_header_that_says_nothing_changes_nothing(told: str | None) -> None:
    budget = Budget(100, Clock())
    budget.told(told)

    budget.take(4)

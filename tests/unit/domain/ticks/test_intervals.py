"""Wider intervals, made of minutes."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ticks.intervals import Interval, widened
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Range, ranges_of
from domain.ticks.trade import Trade
from support.trades import START, a_trade

TRADES = st.lists(
    st.builds(a_trade, st.integers(1, 99), st.integers(0, 200 * MINUTE), st.integers(1, 9)),
    unique_by=lambda trade: trade.id,
)


def minutes_of(trades: list[Trade]) -> list[Range]:
    made = (one.as_range() for one in ranges_of(trades, MINUTE).values())
    return sorted(made, key=lambda one: one.start)


@given(TRADES, st.sampled_from(Interval))
def test_minutes_make_what_their_trades_make(trades: list[Trade], interval: Interval) -> None:
    expected = ranges_of(trades, interval.width).values()
    made = list(widened(minutes_of(trades), interval))
    assert made == sorted((one.as_range() for one in expected), key=lambda one: one.start)


@given(TRADES)
def test_the_minutes_stay_as_they_are(trades: list[Trade]) -> None:
    minutes = minutes_of(trades)
    list(widened(minutes, Interval.DAY))
    assert minutes == minutes_of(trades)


def test_an_interval_that_has_begun_is_not_the_next_one() -> None:
    assert Interval.MINUTE.next_start(START) == START
    assert Interval.MINUTE.next_start(START + 1) == START + MINUTE
    assert Interval.HOUR.next_start(START) == START + 57 * MINUTE

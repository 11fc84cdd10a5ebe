"""Minute ranges."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.ticks.columns import columns, in_time
from domain.ticks.moments import MINUTE, SECOND
from domain.ticks.ranges import closes_in, ranges_of
from domain.ticks.trade import Trade
from support.trades import START, a_trade

TRADES = st.lists(
    st.builds(a_trade, st.integers(1, 99), st.integers(0, 3), st.integers(1, 9)),
    unique_by=lambda trade: trade.id,
    min_size=1,
)


def test_trades_of_one_time_stand_by_their_ids() -> None:
    trades = [a_trade(3, 5, 30), a_trade(1, 5, 10), a_trade(2, 5, 20)]
    (made,) = ranges_of(trades, MINUTE).values()
    assert (made.open, made.close, made.high, made.low) == (10, 30, 30, 10)


def test_a_trade_with_an_earlier_time_and_a_later_id_does_not_close() -> None:
    (made,) = ranges_of([a_trade(1, 9, 10), a_trade(2, 5, 20)], MINUTE).values()
    assert (made.open, made.close) == (20, 10)


def test_a_minute_ends_before_the_next_begins() -> None:
    made = ranges_of([a_trade(1, MINUTE - 1), a_trade(2, MINUTE)], MINUTE)
    assert list(made) == [START, START + MINUTE]


def test_an_aggregate_counts_for_all_its_trades() -> None:
    trade = Trade(1, START, 100, 10, 40, 44, 0, START)
    (made,) = ranges_of([trade, a_trade(2)], MINUTE).values()
    assert (made.count, made.trades, made.volume) == (2, 6, 20)


@given(TRADES, st.data())
def test_parts_make_what_the_whole_makes(trades: list[Trade], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(trades)))
    made = [ranges_of(part, MINUTE).get(START) for part in (trades[:cut], trades[cut:])]
    first, *others = [one for one in made if one is not None]
    for other in others:
        first.merge(other)
    assert {START: first} == ranges_of(trades, MINUTE)


def test_the_last_second_s_trade_is_the_last_by_time_and_id() -> None:
    trades = [a_trade(1, 5), a_trade(2, 9), a_trade(3, 5), a_trade(4, 8), a_trade(5, SECOND)]
    second = START // SECOND
    assert closes_in(in_time(columns(trades))) == {
        second: (START + 9, 2),
        second + 1: (START + SECOND, 5),
    }


def test_minutes_in_their_order_make_what_an_hour_makes() -> None:
    trades = [a_trade(1, 5, 30), a_trade(2, MINUTE, 90), a_trade(3, 2 * MINUTE, 20)]
    first, *later = [one.as_range() for one in ranges_of(trades, MINUTE).values()]
    for one in later:
        first.add(one)
    (hour,) = ranges_of(trades, 60 * MINUTE).values()
    assert replace(first, start=hour.start) == hour.as_range()

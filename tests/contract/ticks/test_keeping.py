"""What becomes of trades that are kept."""

from typing import Any

import pytest

from application.ticks.ports import Absent
from domain.ticks.columns import ColumnTrades, columns
from domain.ticks.errors import TradeMalformed
from domain.ticks.moments import MINUTE, SECOND
from domain.ticks.spans import Span, holes
from domain.ticks.trade import MOST_ID, Trade
from support.led_markets import Led, led
from support.tick_tables import tables_of
from support.trades import START, a_trade

NUMBERS: dict[str, dict[str, int]] = {
    "the greatest of everything": {
        "id": MOST_ID, "price": 2**63 - 1, "quantity": 2**63 - 1,
        "first_id": 2**60, "last_id": 2**60 + 2**40 - 1, "form": 2 * 80 + 1,
        "time": 4_102_444_799_999_999, "received": 4_102_444_799_999_999,
    },
    "the least": {"id": 0, "first_id": 0, "last_id": 0, "price": 1, "quantity": 1},
    "an age ago": {"time": 946_684_800_000_000, "received": 1_830_297_600_000_000},
    "received before it was made": {"received": START - 3_600 * SECOND},
    "whole cents": {"price": 5_800_103_000_000, "quantity": 86_205_00},
    "no whole cents": {"price": 5_800_103_000_001, "quantity": 86_205_01},
    "one of each": {"price": 10**6, "quantity": 10**3 - 1, "form": 1},
    "three decimals": {"form": 2 * (5 + 9 * 8), "price": 10**6 - 1, "quantity": 10**3},
}  # fmt: skip
REFUSED: dict[str, dict[str, int]] = {
    "an id that is too great": {"id": MOST_ID + 1, "first_id": 1, "last_id": 1},
    "an id below nothing": {"id": -1},
    "its last trade before its first": {"first_id": 9, "last_id": 8},
    "too many trades": {"first_id": 0, "last_id": 2**40},
    "a first trade that is too great": {"first_id": 2**63, "last_id": 2**63},
}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_digit_comes_back(market: Led, name: str) -> None:
    trade = a_trade(7)._replace(**NUMBERS[name])
    assert market.keep(trade).new == 1
    assert market.asked.trades(market.market.id, 0, 9) == [trade]
    assert market.asked.newest(market.market.id) == trade


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_row_can_hold_is_refused_with_its_whole_batch(market: Led, name: str) -> None:
    with pytest.raises(TradeMalformed):
        market.keep(a_trade(1), a_trade(7)._replace(**REFUSED[name]))
    assert all(not rows for rows in tables_of(market.world, market.market.id).values())


@pytest.mark.parametrize("order", [[1, 2, 3], [3, 1, 2], [1, 2, 2], [2, 3, 4]], ids=str)
def test_trades_in_columns_are_kept_as_others_are(market: Led, order: list[int]) -> None:
    told = [a_trade(number, number, 100 + number) for number in order]
    other = led(market.world, "ETHUSDT")
    kept = market.keep(*told)
    assert other.keep_all(ColumnTrades(columns(told))) == kept
    assert other.asked.trades(other.market.id, 0, 9) == market.asked.trades(market.market.id, 0, 9)
    assert other.asked.spans(other.market.id) == market.asked.spans(market.market.id)
    assert other.keep_all(ColumnTrades(columns(told))).new == 0


def test_an_empty_batch_changes_nothing(market: Led) -> None:
    kept = market.keep()
    assert (kept.new, kept.held, list(kept.conflicts)) == (0, 0, [])


def test_trades_that_are_held_are_counted_and_not_kept_again(market: Led) -> None:
    market.keep(a_trade(1), a_trade(2))
    before = tables_of(market.world, market.market.id)
    again = a_trade(2)._replace(received=START + 99)
    kept = market.keep(again, a_trade(1))
    assert (kept.new, kept.held, list(kept.conflicts)) == (0, 2, [])
    assert tables_of(market.world, market.market.id) == before


def test_one_that_is_held_keeps_no_other_from_being_kept(market: Led) -> None:
    market.keep(a_trade(2))
    kept = market.keep(a_trade(1), a_trade(2), a_trade(3), a_trade(3))
    assert (kept.new, kept.held) == (2, 2)
    assert [one.id for one in market.asked.trades(market.market.id, 0, 9)] == [1, 2, 3]


@pytest.mark.parametrize(
    "other",
    [
        {"price": 101}, {"quantity": 9}, {"time": START - 1}, {"form": 1},
        {"first_id": 0}, {"last_id": 4},
    ],
    ids=["price", "quantity", "time", "form", "first_id", "last_id"],
)  # fmt: skip
def test_of_two_that_disagree_the_first_stays_and_the_other_is_told(
    market: Led, other: dict[str, Any]
) -> None:
    market.keep(a_trade(1))
    before = tables_of(market.world, market.market.id)
    disagrees = a_trade(1)._replace(**other)
    kept = market.keep(disagrees, a_trade(1))
    assert (kept.new, kept.held, list(kept.conflicts)) == (0, 1, [disagrees])
    assert tables_of(market.world, market.market.id) == before


def test_two_in_one_batch_that_disagree_are_told(market: Led) -> None:
    kept = market.keep(a_trade(1), a_trade(1, price=7))
    assert (kept.new, kept.held, list(kept.conflicts)) == (1, 0, [a_trade(1, price=7)])
    assert market.asked.newest(market.market.id) == a_trade(1)


def test_minutes_hold_what_their_trades_did_whenever_they_came(market: Led) -> None:
    market.keep(a_trade(2, 20, 50), a_trade(3, 20, 70), a_trade(5, MINUTE, 10))
    market.keep(a_trade(1, 10, 60), a_trade(4, 20, 40), a_trade(6, MINUTE + 1, 90))
    first, second = market.asked.ranges(market.market.id, START, START + 2 * MINUTE, 9)
    assert (first.open, first.high, first.low, first.close) == (60, 70, 40, 40)
    assert (first.volume, first.count, first.trades) == (40, 4, 4)
    assert (second.start, second.open, second.close) == (START + MINUTE, 10, 90)


def test_a_minute_s_volume_may_be_more_than_64_bits_hold(market: Led) -> None:
    most = 2**63 - 1
    for number in range(3):
        market.keep(a_trade(number)._replace(quantity=most))
    (one,) = market.asked.ranges(market.market.id, START, START + MINUTE, 9)
    assert one.volume == 3 * most


def test_ranges_are_of_what_was_asked_for(market: Led) -> None:
    market.keep(*(a_trade(number, number * MINUTE) for number in range(5)))

    def starts(since: int, until: int, limit: int = 9) -> list[int]:
        found = market.asked.ranges(market.market.id, START + since, START + until, limit)
        return [(one.start - START) // MINUTE for one in found]

    assert starts(MINUTE, 3 * MINUTE) == [1, 2]
    assert starts(MINUTE + 1, 3 * MINUTE + 1) == [2, 3]
    assert starts(0, 9 * MINUTE, 2) == [0, 1]
    assert starts(6 * MINUTE, 9 * MINUTE) == []


def test_the_price_at_a_second_is_the_last_one_by_time_and_then_by_id(market: Led) -> None:
    market.keep(a_trade(1, 5), a_trade(2, 5, 70), a_trade(3, 4, 80), a_trade(4, SECOND, 90))
    market.keep(a_trade(5, 3, 60), a_trade(6, 2 * SECOND + 5, 50))

    def at(second: int) -> int | None:
        found = market.asked.last_before(market.market.id, START + second * SECOND)
        return None if found is None else found.id

    assert [at(second) for second in range(5)] == [None, 2, 4, 6, 6]


def test_the_newest_has_the_greatest_id(market: Led) -> None:
    assert market.asked.newest(market.market.id) is None
    market.keep(a_trade(9, 1), a_trade(3, 8))
    assert market.asked.newest(market.market.id) == a_trade(9, 1)


def test_trades_come_page_by_page(market: Led) -> None:
    market.keep(*(a_trade(number) for number in (5, 1, 4, 2, 9)))

    def page(first: int, limit: int) -> list[int]:
        return [one.id for one in market.asked.trades(market.market.id, first, limit)]

    assert (page(0, 2), page(3, 2), page(9, 2), page(10, 2)) == ([1, 2], [4, 5], [9], [])


def test_spans_grow_and_join(market: Led) -> None:
    def spans() -> list[tuple[int, int]]:
        return [(one.first, one.last) for one in market.asked.spans(market.market.id)]

    market.keep(a_trade(1), a_trade(2), a_trade(8))
    assert spans() == [(1, 2), (8, 8)]
    market.keep(a_trade(5))
    assert spans() == [(1, 2), (5, 5), (8, 8)]
    market.keep(a_trade(4), a_trade(6))
    assert spans() == [(1, 2), (4, 6), (8, 8)]
    market.keep(a_trade(7), a_trade(3))
    assert spans() == [(1, 8)]


def test_numbers_that_the_exchange_skipped_make_no_hole(market: Led) -> None:
    market.keep(a_trade(1, first=10))
    market.keep(a_trade(7, 3, first=11))
    assert market.asked.spans(market.market.id) == [Span(1, 7, 10, 11, START, START + 3)]


def test_what_was_heard_is_known_until_then(market: Led) -> None:
    market.heard(START + 9)
    assert market.asked.spans(market.market.id) == []
    market.keep(a_trade(1), a_trade(5, 2))
    market.heard(START + 9)
    market.heard(START + 4)
    assert known(market) == [0, 9]
    market.keep(a_trade(6, 12))
    assert known(market) == [0, 12]


def test_what_was_heard_before_a_hole_was_not_heard_whole(market: Led) -> None:
    market.keep(a_trade(1))
    market.heard(START + 9)
    market.keep(a_trade(5, 12))
    (hole,) = holes(market.asked.spans(market.market.id))
    assert (hole.first, hole.last, hole.since - START, hole.until - START) == (2, 4, 0, 12)
    market.keep(*(a_trade(number, 3) for number in (2, 3, 4)))
    assert known(market) == [12]


def known(market: Led) -> list[int]:
    return [one.known_until - START for one in market.asked.spans(market.market.id)]


def test_markets_keep_apart(market: Led) -> None:
    other = led(market.world, "ETHUSDT")
    greatest = Trade(MOST_ID, START, 1, 1, 1, 1, 0, START)
    market.keep(greatest, a_trade(3, 7))
    other.keep(a_trade(2, 5))
    ours, theirs = market.market.id, other.market.id
    assert other.asked.newest(theirs) == a_trade(2, 5)
    assert other.asked.trades(theirs, 0, 9) == [a_trade(2, 5)]
    assert other.asked.trades(ours, 0, 9) == [a_trade(3, 7), greatest]
    assert other.asked.last_before(theirs, START + SECOND) == a_trade(2, 5)
    assert [one.first for one in other.asked.spans(theirs)] == [2]
    assert [one.count for one in other.asked.ranges(theirs, START, START + 1, 9)] == [1]


def test_what_comes_late_is_noted_with_its_moment(market: Led) -> None:
    market.keep(a_trade(1), a_trade(2))
    market.keep(a_trade(5), a_trade(3))
    market.keep(a_trade(2), a_trade(6))
    assert market.asked.corrected_at(market.market.id) == 0
    market.keep(a_trade(4))
    late = market.asked.corrected_at(market.market.id)
    assert late > a_trade(4).received
    market.keep(a_trade(7))
    assert market.asked.corrected_at(market.market.id) == late
    market.world.get(Absent).note(market.market.id, 8, 8, market.fence)
    assert market.asked.corrected_at(market.market.id) >= late


def test_what_is_learnt_to_be_absent_corrects_a_market(market: Led) -> None:
    market.keep(a_trade(1), a_trade(3))
    market.world.get(Absent).note(market.market.id, 2, 2, market.fence)
    assert market.asked.corrected_at(market.market.id) > a_trade(3).received

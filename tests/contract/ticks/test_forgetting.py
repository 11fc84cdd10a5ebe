"""Old trades go; prices and ranges are told as before."""

from datetime import datetime, timedelta

import pytest
from injector import Injector

from adapters.ticks import sql_forgetting
from application.clock import Clock
from application.ticks.forget_old_trades import ForgetOldTrades
from application.ticks.ports import AskedTrades, Markets, OldTrades
from domain.ticks.moments import SECOND, told
from domain.ticks.trade import Trade
from domain.ticks.verification import Verification
from support.led_markets import Led
from support.tick_tables import tables_of
from support.trades import START, a_trade

TRADES = [a_trade(number, number * SECOND // 4, 100 + number) for number in range(40)]
"""Four a second, from the beginning of one on."""
HALF = 5 * SECOND


def answers(market: Led) -> list[object]:
    asked, ours = market.asked, market.market.id
    return [
        asked.newest(ours),
        *(asked.last_before(ours, START + second * SECOND) for second in range(12)),
        asked.ranges(ours, START, START + 60 * SECOND, 9),
        asked.spans(ours),
    ]


@pytest.mark.parametrize("at_once", [1, 7, 20_000])
def test_what_is_told_stays_the_same_and_old_trades_are_gone(
    market: Led, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_forgetting, "AT_ONCE", at_once)
    market.keep_all(TRADES)
    before = answers(market)
    old, ours = market.world.get(OldTrades), market.market.id
    assert old.forget(ours, START) == 0
    assert old.forget(ours, START + HALF) == 15
    assert answers(market) == before
    assert [one.id for one in market.asked.trades(ours, 0, 99)] == list(range(20, 40))
    assert old.forget(ours, START + HALF) == 0


def test_what_was_forgotten_is_not_new_when_it_is_told_again(market: Led) -> None:
    market.keep_all(TRADES)
    market.world.get(OldTrades).forget(market.market.id, START + HALF)
    before = tables_of(market.world, market.market.id)
    kept = market.keep_all(TRADES)
    assert (kept.new, kept.held, list(kept.conflicts)) == (0, len(TRADES), [])
    assert tables_of(market.world, market.market.id) == before


def test_a_hole_among_what_was_forgotten_can_still_be_filled(market: Led) -> None:
    market.keep_all([one for one in TRADES if one.id != 6])
    market.world.get(OldTrades).forget(market.market.id, START + HALF)
    assert market.keep(TRADES[6], TRADES[5]).new == 1
    (minute,) = market.asked.ranges(market.market.id, START, START + 60 * SECOND, 9)
    assert minute.count == len(TRADES)
    assert [(one.first, one.last) for one in market.asked.spans(market.market.id)] == [(0, 39)]


def test_the_newest_stays_however_old_it_is(market: Led) -> None:
    backwards = [a_trade(1, 9), a_trade(2, 5)]
    market.keep_all(backwards)
    market.world.get(OldTrades).forget(market.market.id, START + HALF)
    assert market.asked.newest(market.market.id) == backwards[1]


def test_it_is_known_up_to_where_trades_are_forgotten(market: Led) -> None:
    old, ours = market.world.get(OldTrades), market.market.id
    assert old.forgotten(ours) == -1
    market.keep(*(a_trade(number, number * SECOND) for number in range(5, 10)))
    old.forget(ours, START + 8 * SECOND)
    assert old.forgotten(ours) == 7


def test_a_market_without_trades_forgets_none(market: Led) -> None:
    assert market.world.get(OldTrades).forget(market.market.id, START) == 0


class Now:
    def now(self) -> datetime:
        return told(START + HALF) + timedelta(days=3)


@pytest.mark.parametrize(("days", "gone"), [(3, 15), (4, 0), (36_500, 0)])
def test_trades_are_kept_for_as_long_as_one_says(market: Led, days: int, gone: int) -> None:
    market.keep_all(TRADES)
    world: Injector = market.world
    clock: Clock = Now()
    forget = ForgetOldTrades(world.get(Markets), world.get(OldTrades), clock, timedelta(days=days))
    assert forget() == gone
    kept: list[Trade] = list(world.get(AskedTrades).trades(market.market.id, 0, 99))
    assert len(kept) == len(TRADES) - (20 if gone else 0)


@pytest.mark.parametrize("seconds", [5, 60, 65])
def test_what_is_left_is_held_against_itself_without_a_fault(market: Led, seconds: int) -> None:
    trades = [a_trade(number, number * SECOND // 4, 100 + number) for number in range(400)]
    market.keep_all(trades)
    ours, asked = market.market.id, market.asked
    market.world.get(OldTrades).forget(ours, START + seconds * SECOND)
    found, spans = Verification(), asked.spans(ours)
    found.add(asked.trades(ours, 0, 999))
    ranges = asked.ranges(ours, found.begins(spans), 2**62, 99)
    assert (found.trades, list(found.faults(ranges, spans))) == (400 - 4 * seconds, [])

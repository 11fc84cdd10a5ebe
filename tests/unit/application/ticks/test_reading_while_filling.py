"""An answer that was read before a hole was filled does not say that nothing is missing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from application.clock import Clock
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, Markets, OldTrades
from application.ticks.read_prices import FRESH, ReadPrices
from application.ticks.read_ranges import Asked, ReadRanges
from application.ticks.read_trades import ReadTrades
from domain.principal import Principal
from domain.ticks.intervals import Interval
from domain.ticks.moments import MINUTE, SECOND
from support.led_markets import Led, led
from support.trades import START, a_trade
from support.worlds import world_on

BY = cast("Principal", None)
NOW = datetime.fromtimestamp(START / SECOND, UTC) + timedelta(minutes=3)


class Meanwhile:
    """What is asked of trades; something happens once, right after one is answered."""

    def __init__(self, led: Led, name: str, happens: Callable[[], object]) -> None:
        self._led, self._name, self._happens = led, name, happens

    def __getattr__(self, name: str) -> Any:
        def asked(*given: Any) -> Any:
            answer = getattr(self._led.asked, name)(*given)
            if name == self._name:
                self._name = ""
                self._happens()
            return answer

        return asked


class Looking:
    def __init__(self, led: Led) -> None:
        self._led = led

    def market(self, *_: object) -> Any:
        return self._led.market

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Led]:
    with world_on("memory:", tmp_path) as world:
        yield led(world)


def trades(held: Led, asked: str, happens: Callable[[], object]) -> ReadTrades:
    kept = cast("Any", Meanwhile(held, asked, happens))
    look_for = cast("LookFor", Looking(held))
    world = held.world
    return ReadTrades(look_for, kept, world.get(Absent), world.get(OldTrades), world.get(Markets))


@pytest.mark.parametrize("asked", ["spans", "trades"])
def test_a_page_of_trades_says_what_it_misses(held: Led, asked: str) -> None:
    held.keep(a_trade(1), a_trade(2), a_trade(5))
    page = trades(held, asked, lambda: held.keep(a_trade(3), a_trade(4))).page(BY, "", 0, 9)
    named = {number for hole in page.missing for number in range(hole.first, hole.last + 1)}
    assert {one.id for one in page.trades} | named >= {1, 2, 3, 4, 5}


def test_a_page_ends_where_it_was_known_to_be_whole(held: Led) -> None:
    held.keep(a_trade(5), a_trade(6))
    read = trades(held, "spans", lambda: held.keep(a_trade(1), a_trade(9)))
    page = read.page(BY, "", 0, 9)
    assert ([one.id for one in page.trades], page.missing, page.further) == ([5, 6], [], None)


def test_ranges_say_what_they_miss(held: Led) -> None:
    held.keep(a_trade(1), a_trade(3, MINUTE))
    asked = cast("Any", Meanwhile(held, "ranges", lambda: held.keep(a_trade(2, SECOND))))
    looking = Looking(held)
    read = ReadRanges(
        cast("LookFor", looking), asked, held.world.get(Absent), cast("Clock", looking)
    )
    found = read(BY, "", Asked(START, START + MINUTE, Interval("1m"), 9))
    assert [one.count for one in found.ranges] == [1]
    assert not found.coverage.complete


def test_the_newest_price_is_not_fresh_by_a_trade_that_came_after_it(held: Led) -> None:
    held.keep(a_trade(1))
    later = a_trade(2, 2 * MINUTE + MINUTE // 2)
    assert FRESH == MINUTE
    asked = cast("Any", Meanwhile(held, "newest", lambda: held.keep(later)))
    looking = Looking(held)
    read = ReadPrices(
        cast("LookFor", looking), asked, held.world.get(Absent), cast("Clock", looking)
    )
    found = read.newest(BY, "")
    assert (found.trade.id, found.coverage.complete) == (1, False)


def test_a_page_whose_trades_are_forgotten_meanwhile_says_so(held: Led) -> None:
    held.keep_all([a_trade(number, number * SECOND // 2) for number in range(10)])
    forget = partial(held.world.get(OldTrades).forget, held.market.id, START + 3 * SECOND)

    page = trades(held, "spans", forget).page(BY, "BTCUSDT", 0, 99)
    assert [one.id for one in page.trades] == [*range(6, 10)]
    assert [(one.first, one.last) for one in page.coverage.missing] == [(0, 5)]
    later = partial(held.world.get(OldTrades).forget, held.market.id, START + 4 * SECOND)
    page = trades(held, "trades", later).page(BY, "BTCUSDT", 6, 99)
    assert ([one.id for one in page.trades], page.coverage.complete) == ([*range(6, 10)], True)

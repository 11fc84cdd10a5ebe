"""A market that trades no longer, is not listed or has other steps is told of, and kept."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from injector import Injector

from adapters.clock import SystemClock
from adapters.ticks.binance.rest import BinanceHistory
from adapters.ticks.binance.standings import code_of, standing_of
from application.errors import Unavailable
from application.ticks.ports import Markets
from application.ticks.reports import Report, What
from application.ticks.watch_standings import AGAIN_SECONDS, EVERY_SECONDS, WatchStandings
from domain.ticks.market import Feed, Market
from domain.ticks.moments import TimeUnit
from domain.ticks.standing import NOT_LISTED, TRADING, Standing
from entrypoints.testing.exchange import Exchange, Fault
from support.collecting import collected, collecting
from support.recordings import a_recording
from support.worlds import world_on

RECORDING = a_recording(50, ("BTCUSDT",))
NAME = ("BTCUSDT", Feed.AGGREGATES)


class Ground:
    def __init__(self, world: Injector, exchange: Exchange, history: BinanceHistory) -> None:
        self.time, self.told = 0.0, list[Report]()
        self.exchange, self.markets = exchange, world.get(Markets)
        self.market: Market = self.markets.opened(*NAME)
        self.watch = WatchStandings(history, self.markets, self, SystemClock(), lambda: self.time)

    def tell(self, report: Report) -> None:
        self.told.append(report)

    def later(self, seconds: float = EVERY_SECONDS) -> list[What]:
        self.time += seconds
        told = len(self.told)
        self.watch(self.market)
        return [one.what for one in self.told[told:]]

    @property
    def standing(self) -> Standing:
        found = self.markets.find(*NAME)
        assert found is not None
        assert found.standing is not None
        return found.standing


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with world_on("memory:", tmp_path) as world, Exchange(RECORDING) as exchange:
        asking = BinanceHistory(exchange.rest_url, TimeUnit.MILLISECONDS, timeout=5)
        with closing(asking):
            yield Ground(world, exchange, asking)


@pytest.mark.parametrize("status", ["BREAK", "HALT", "CANCEL_ONLY", "END_OF_DAY"])
def test_a_market_that_stops_trading_is_told_of_once(ground: Ground, status: str) -> None:
    assert ground.later() == []
    assert (ground.standing.status, ground.standing.tick_size) == (TRADING, 10**6)
    ground.exchange.ledger.enlist("BTCUSDT", status)
    assert [ground.later(), ground.later()] == [[What.STATUS], []]
    assert ground.told[-1].detail == f"it was TRADING and is {status}"
    assert ground.standing.status == status


def test_a_market_that_is_delisted_is_no_trouble_of_the_exchange(ground: Ground) -> None:
    ground.later()
    ground.exchange.ledger.delist("BTCUSDT")
    assert ground.later() == [What.STATUS]
    assert ground.standing.status == NOT_LISTED


def test_a_market_that_never_traded_here_is_told_of(ground: Ground) -> None:
    ground.exchange.ledger.enlist("BTCUSDT", "CANCEL_ONLY")
    assert ground.later() == [What.STATUS]


def test_other_steps_of_prices_are_told_of(ground: Ground) -> None:
    ground.later()
    ground.exchange.ledger.enlist("BTCUSDT", tick_size="0.10000000")
    assert ground.later() == [What.TICK_SIZE]
    assert ground.told[-1].detail.endswith("of 0.01000000 and go in steps of 0.10000000")
    assert ground.standing.tick_size == 10**7


@pytest.mark.parametrize("answer", ["429", "418", "html", "empty", "invalid"])
def test_an_answer_that_is_none_changes_nothing_and_is_asked_for_again(
    ground: Ground, answer: str
) -> None:
    ground.later()
    known = ground.standing
    ground.exchange.rest.hinder(Fault(at=0, kind="rest", text=answer, count=1, retry_after=1))
    assert ground.later() == []
    assert ground.standing == known
    asked = ground.exchange.rest.asked
    ground.later(AGAIN_SECONDS - 1)
    assert ground.exchange.rest.asked == asked
    ground.later(1)
    assert ground.exchange.rest.asked - asked == (answer not in {"429", "418"})


def test_a_collector_keeps_what_the_exchange_says(tmp_path: Path) -> None:
    with (
        world_on("memory:", tmp_path) as world,
        Exchange(a_recording()) as exchange,
        collecting(world, exchange, tmp_path) as collector,
    ):
        exchange.ledger.enlist("ETHUSDT", "CANCEL_ONLY")
        assert collected(collector, exchange) == 0
        while any(one.standing is None for one in world.get(Markets).all()):
            collector.step()
        told = [one.standing.status for one in world.get(Markets).all() if one.standing]
    assert told == [TRADING, "CANCEL_ONLY"]


@pytest.mark.parametrize(
    ("filters", "tick_size"),
    [
        ([{"filterType": "PRICE_FILTER", "tickSize": "0.00000100"}], 100),
        ([{"filterType": "PRICE_FILTER", "tickSize": "0.00000000"}], None),
        ([{"filterType": "PRICE_FILTER", "tickSize": 0.01}], None),
        ([None, {"filterType": "LOT_SIZE", "tickSize": "1"}], None),
        ({}, None),
        (None, None),
    ],
    ids=["a step", "no step", "a number", "another filter", "no list", "none"],
)
def test_steps_of_prices_are_exact_or_not_told(filters: Any, tick_size: int | None) -> None:
    told = {"symbols": [{"symbol": "BTCUSDT", "status": "TRADING", "filters": filters}]}
    assert standing_of("BTCUSDT", told) == Standing("TRADING", tick_size)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"symbols": {}},
        *({"symbols": [{"symbol": "A", "status": one}]} for one in (None, "", 5)),
    ],
    ids=["empty", "no list", "no status", "an empty one", "a number"],
)
def test_what_says_nothing_of_a_market_is_no_answer(told: Any) -> None:
    with pytest.raises(Unavailable):
        standing_of("A", told)


def test_a_market_that_is_left_out_is_not_listed() -> None:
    assert standing_of("A", {"symbols": [None, {"symbol": "B"}]}) == Standing(NOT_LISTED)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"{}", b'{"code":"-1121"}'])
def test_what_has_no_code_has_none(answer: bytes) -> None:
    assert code_of(answer) is None

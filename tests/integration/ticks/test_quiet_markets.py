"""A market in which nobody trades is known while its connection lives, and no longer."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from injector import Injector

from adapters.ticks.binance import pulse
from application.ticks import presence
from application.ticks.ports import AskedTrades, Markets
from domain.ticks.market import Feed
from domain.ticks.moments import SECOND
from domain.ticks.spans import Span, holes
from entrypoints.testing.exchange import Exchange, Fault, Happening
from entrypoints.workers.collecting import Collector
from support.collecting import collected, collecting
from support.frames import an_aggregate, combined
from support.worlds import world_on

QUIET, BUSY = "BTCUSDT", "ETHUSDT"
BEGAN = 1_617_566_580_000
PATIENCE = 60


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Injector]:
    with world_on("memory:", tmp_path) as world:
        yield world


def happening(symbol: str, number: int, seconds: float) -> Happening:
    stream, made = f"{symbol.lower()}@aggTrade", BEGAN + round(seconds * 1_000)
    data = an_aggregate(number, s=symbol, E=made, T=made, f=number, l=number)
    return Happening(seconds, stream, combined(data, stream))


def spans(world: Injector, symbol: str) -> list[Span]:
    market = world.get(Markets).opened(symbol, Feed.AGGREGATES)
    return list(world.get(AskedTrades).spans(market.id))


def seconds(time: int) -> float:
    return (time - BEGAN * 1_000) / SECOND


def collect(collector: Collector, until: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < ends:
        collector.step()
    assert until()


def busy(count: int, since: int = 0) -> list[Happening]:
    """Return trades of the busy market, ten in a second."""
    return [happening(BUSY, 500 + one, one / 10) for one in range(since, count)]


def test_a_quiet_market_is_heard_while_another_one_of_its_connection_trades(
    memory: Injector, tmp_path: Path
) -> None:
    recording = sorted([happening(QUIET, 7, 0.01), *busy(1_500)], key=lambda one: one.at)
    with (
        Exchange(recording, speed=30) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        assert collected(collector, exchange) == 0

    (one,) = spans(memory, QUIET)
    assert (one.first, one.last, seconds(one.until)) == (7, 7, 0.01)
    assert 50 < seconds(one.heard) < 150


def test_what_is_lost_of_a_quiet_market_is_missing_since_its_last_trade(
    memory: Injector, tmp_path: Path
) -> None:
    told = [happening(QUIET, number, at) for number, at in ((7, 0.01), (8, 50.01), (9, 140.01))]
    recording = sorted([*told, *busy(1_500)], key=lambda one: one.at)
    place = recording.index(told[1])
    faults = [
        Fault(at=place, kind="drop", count=1),
        Fault(at=0, kind="rest", text="html", count=99),
    ]
    with (
        Exchange(recording, faults, speed=30) as exchange,
        collecting(memory, exchange, tmp_path) as collector,
    ):
        collect(collector, lambda: len(spans(memory, QUIET)) > 1)
        before, after = spans(memory, QUIET)
        assert seconds(before.heard) > 50.01
        (hole,) = holes([before, after])
        assert (seconds(hole.since), seconds(hole.until)) == (0.01, 140.01)
        exchange.rest.relent()
        assert collected(collector, exchange) == 0

    (one,) = spans(memory, QUIET)
    assert (one.first, one.last) == (7, 9)


def test_a_connection_that_only_answers_pings_is_alive_until_it_is_cut(
    memory: Injector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "PING_SECONDS", 0.1)
    monkeypatch.setattr(presence, "EVERY", SECOND // 10)
    monkeypatch.setattr(presence, "SETTLING", 0)
    recording = [happening(QUIET, number, number / 10) for number in range(12)]
    with ExitStack() as leaving, Exchange(recording, speed=10) as exchange:
        collector = leaving.enter_context(collecting(memory, exchange, tmp_path, silence=60))
        collect(collector, lambda: bool(spans(memory, QUIET)))
        collect(collector, lambda: seconds(spans(memory, QUIET)[0].heard) > 1.5)
        exchange.__exit__()
        collect(collector, lambda: collector.account.cuts > 3)
        (then,) = spans(memory, QUIET)
        ends = time.monotonic() + 1
        while time.monotonic() < ends:
            collector.step()
        assert spans(memory, QUIET) == [then]

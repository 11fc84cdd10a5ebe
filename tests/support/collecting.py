"""Collectors that listen to a double of an exchange."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from injector import Injector

from adapters.ticks.binance.budget import Budget
from adapters.ticks.binance.pacing import Backoff
from adapters.ticks.binance.rest import BinanceHistory
from adapters.ticks.binance.stream import BinanceStream
from adapters.ticks.spill import FileSpill
from application.ticks.keeping import Spill
from application.ticks.ports import AskedTrades, KeptTrades, Markets
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from entrypoints.composition.collecting import Collectors
from entrypoints.testing.exchange import Exchange, Happening
from entrypoints.workers.collecting import Collector
from entrypoints.workers.replaying import replayed
from support.recordings import SYMBOLS, told


def held(world: Injector, symbol: str) -> list[tuple[Any, ...]]:
    """Return all that is kept of a market, as it was written."""
    market = world.get(Markets).opened(symbol, Feed.AGGREGATES)
    return [
        (one.id, one.time // 1_000, one.told_price, one.told_quantity, one.first_id, one.last_id,
         one.buyer_is_maker)
        for one in world.get(AskedTrades).trades(market.id, 0, 1_000_000)
    ]  # fmt: skip


def assert_all_is_kept(world: Injector, recording: Sequence[Happening]) -> None:
    """Hold what is kept of each market against what its recording tells."""
    for symbol in SYMBOLS:
        assert held(world, symbol) == told(recording, symbol)


@contextmanager
def collecting(
    world: Injector,
    exchange: Exchange,
    folder: Path,
    spill: Spill | None = None,
    kept: KeptTrades | None = None,
    **stream: Any,
) -> Iterator[Collector]:
    """Listen to the double, or at another `source`; a silence of half a second is one."""
    source = stream.pop("source", exchange.stream_url)
    usual = {"silence": 0.5, "overlap": 0.5, "backoff": Backoff(most=10_000)}
    markets = [world.get(Markets).opened(one, Feed.AGGREGATES) for one in SYMBOLS]
    collectors = world.get(Collectors)
    collector = replace(collectors, kept=kept or collectors.kept).around(
        markets,
        BinanceStream(source, **{**usual, **stream}),
        BinanceHistory(exchange.rest_url, TimeUnit.MILLISECONDS, Budget()),
        spill or FileSpill(folder / "ticks"),
    )
    with collector:
        yield collector


def collected(collector: Collector, exchange: Exchange) -> int:
    """Collect to the end of the recording; return how many trades are missing."""
    return replayed(collector, exchange, Event())

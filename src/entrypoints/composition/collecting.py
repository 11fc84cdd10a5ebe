"""Collectors of market ticks, bound to the world."""

import socket
from collections.abc import Sequence
from os import getpid
from urllib.parse import urlsplit

import structlog
from injector import Module, provider, singleton

from application.clock import Clock
from application.ids import IdSource
from application.service import service
from application.ticks.account import Account
from application.ticks.audit import AuditMinutes
from application.ticks.collect import CollectTrades
from application.ticks.feed import TradeHistory, TradeStream
from application.ticks.filling import FillHoles
from application.ticks.keeping import Keeper, Spill
from application.ticks.leading import Leading
from application.ticks.ports import (
    Absent,
    AskedTrades,
    Audits,
    Backfills,
    Incidents,
    KeptTrades,
    Leadership,
    Markets,
)
from application.ticks.presence import Presence
from application.ticks.resuming import Resuming
from application.ticks.wanted import WantedTrades
from application.ticks.watch_standings import WatchStandings
from domain.ticks.market import Feed, Market, symbol
from entrypoints.settings import Settings
from entrypoints.workers.collecting import Collector
from entrypoints.workers.filling import Filling
from entrypoints.workers.incidents import KeptIncidents

SILENCE = 30.0
log = structlog.get_logger()
MOST_HOLDER = 200


@service
class Collectors:
    settings: Settings
    markets: Markets
    leadership: Leadership
    kept: KeptTrades
    asked: AskedTrades
    absent: Absent
    backfills: Backfills
    audits: Audits
    incidents: Incidents
    ids: IdSource
    clock: Clock

    def collector(
        self, symbols: Sequence[str], feed: Feed, source: str, rest: str, silence: float = SILENCE
    ) -> Collector:
        """Return a collector that has not begun; raises Invalid, and Unavailable."""
        from adapters.ticks.binance.ban import Ban
        from adapters.ticks.binance.budget import Budget
        from adapters.ticks.binance.hosts import rest_for
        from adapters.ticks.binance.rest import BinanceHistory
        from adapters.ticks.binance.stream import BinanceStream
        from adapters.ticks.spill import FileSpill

        told = dict.fromkeys(symbol(one.strip()) for one in symbols)
        stream = BinanceStream(source, silence=silence)
        folder = self.settings.home / "ticks"
        asked = rest_for(feed, rest)
        if asked != rest:
            log.warning("ticks_rest_serves_no_single_trades", named=rest, asked=asked)
        ban = Ban(folder / f"ban-{urlsplit(asked).hostname}")
        history = BinanceHistory(asked, stream.unit, Budget(ban=ban))
        spill = FileSpill(folder, self.settings.ticks_spill_bytes)
        markets = [self.markets.opened(one, feed) for one in told]
        return self.around(markets, stream, history, spill)

    def around(
        self,
        markets: Sequence[Market],
        stream: TradeStream,
        history: TradeHistory,
        spill: Spill,
    ) -> Collector:
        """Return a collector around parts that may be somebody's own; it closes the stream."""
        holder = f"{socket.gethostname()}:{getpid()}:{self.ids.new()}"[-MOST_HOLDER:]
        leading = Leading(self.leadership, markets, holder, self.settings.ticks_lease_seconds)
        by_name = {(one.symbol, one.feed): one for one in markets}
        account, incidents = Account(), KeptIncidents(self.incidents, by_name, self.clock)
        keeper = Keeper(self.kept, spill, leading, by_name, account, incidents)
        wanted = WantedTrades(self.backfills, history, self.asked, self.absent)
        fill = FillHoles(
            history, self.asked, self.kept, self.absent, wanted, leading, account, incidents
        )
        audit = AuditMinutes(history, self.asked, self.absent, self.audits, account, incidents)
        presence = Presence(self.kept, leading, Resuming())
        watch = WatchStandings(history, self.markets, incidents, self.clock)
        filling = Filling(fill, audit, incidents, leading, presence.resuming, watch)
        collect = CollectTrades(
            stream, self.asked, keeper, leading, account, incidents, filling.wake, presence
        )
        return Collector(collect, fill, audit, filling, leading, stream, account)


class Collecting(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @singleton
    @provider
    def collectors(
        self,
        markets: Markets,
        leadership: Leadership,
        kept: KeptTrades,
        asked: AskedTrades,
        absent: Absent,
        backfills: Backfills,
        audits: Audits,
        incidents: Incidents,
        ids: IdSource,
        clock: Clock,
    ) -> Collectors:
        seen = (asked, absent, backfills, audits, incidents)
        return Collectors(self._settings, markets, leadership, kept, *seen, ids, clock)

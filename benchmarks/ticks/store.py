"""Made-up trades in a store of ours, and what keeping them took."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from sqlalchemy import text

from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from domain.ticks.market import Feed, MarketId
from domain.ticks.trade import Trade

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Stored:
    """`cpu` are the seconds of keeping: this process's, and those of the server's that wrote."""

    database: SqlDatabase
    market: MarketId
    many: int
    cpu: float
    server_cpu: float

    @property
    def asked(self) -> SqlAskedTrades:
        return SqlAskedTrades(self.database)

    @property
    def rate(self) -> float:
        return self.many / (self.cpu + self.server_cpu)


def stored(database: SqlDatabase, batches: Iterable[Sequence[Trade]]) -> Stored:
    market = SqlMarkets(database).opened("BTCUSDT", Feed.AGGREGATES).id
    fence = SqlLeadership(database).lead(market, "one", 86_400)
    if fence is None:
        raise AssertionError(market)
    store, many, cpu, before = SqlKeptTrades(database), 0, 0.0, _server_seconds(database)
    for batch in batches:
        began = process_time()
        many += store.keep(market, batch, fence).new
        cpu += process_time() - began
    return Stored(database, market, many, cpu, _server_seconds(database) - before)


def _server_seconds(database: SqlDatabase) -> float:
    """Return the CPU seconds of the server's process for the one connection that is used."""
    if database.engine.dialect.name == "sqlite":
        return 0.0
    with database.reading() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK

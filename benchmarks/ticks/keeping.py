"""Trades kept with their ranges, their size, and three questions, beside plain tables and DuckDB.

PORTICO_BENCH_TRADES says how many trades; the bars are meant for 10,000,000.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import make_url

from adapters.database.sql import SqlDatabase, open_database
from benchmarks.figures import Figure, Options, skipped
from benchmarks.ticks.made_up import BUSY, batches
from benchmarks.ticks.peers import Plain, on_duckdb, on_postgres, on_sqlite
from benchmarks.ticks.questions import asked, asked_plain, compare, told, worst
from benchmarks.ticks.store import Stored, stored
from support.databases import fresh_sqlite, own_postgres

MANY = int(os.environ.get("PORTICO_BENCH_TRADES", "2000000"))
SAMPLE, ROUNDS = 300_000, 5
SERVER = "PORTICO_TEST_POSTGRES_URL"
RATES = {"SQLite": 300_000, "PostgreSQL": 200_000}
BARS = {"SQLite": 2.0, "PostgreSQL": 5.0}
MEGABYTES = 60


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        yield rates("SQLite", [_sqlite_rate(Path(folder) / str(n)) for n in _rounds(options)])
        file = Path(folder) / "all"
        empty = _size(fresh_sqlite(file))
        database = open_database(f"sqlite:///{file / 'portico.db'}")
        store = stored(database, batches(MANY))
        yield _bytes(_size(str(database.engine.url)) - empty)
        peers = [on_sqlite(f"{folder}/plain.db", batches(MANY))]
        peers.append(on_duckdb(f"{folder}/plain.duck", batches(MANY)))
        yield from questions("SQLite", store, peers)
        database.engine.dispose()
    if SERVER not in os.environ:
        yield skipped("ticks on PostgreSQL", f"{SERVER} is not set")
        return
    yield rates("PostgreSQL", [_postgres_rate() for _ in _rounds(options)])
    with _postgres() as database:
        store = stored(database, batches(MANY))
        yield from questions("PostgreSQL", store, [_plain_postgres(database)])


def rates(name: str, rounds: list[Stored]) -> Figure:
    found = [one.rate for one in rounds]
    ours = median(one.many / one.cpu for one in rounds)
    return Figure(
        name=f"ticks kept, {name}",
        says=f"{median(found):,.0f} rows/CPU s with ranges; {ours:,.0f} without the server's",
        bar=f"at least {RATES[name]:,}",
        passed=median(found) >= RATES[name],
        numbers={"rates": found, "batch": 10_000, "rows": SAMPLE},
    )


def questions(name: str, store: Stored, peers: list[Plain]) -> Iterator[Figure]:
    newest = store.asked.newest(store.market)
    last = 0 if newest is None else newest.time
    took = asked(store, last)
    ours, cpu = ({one: getattr(took[one], by) for one in took} for by in ("clock", "cpu"))
    yield Figure(
        name=f"ticks asked, {name}",
        says=f"{store.many:,} trades, ms p50/p99: {told(ours)}; of CPU: {told(cpu)}",
        bar=f"p99 {BARS[name]:.0f} ms",
        passed=worst(ours) <= BARS[name],
        numbers={"cpu": told(cpu), "clock": told(ours)},
    )
    for peer in peers:
        compare(store, peer, last)
        theirs = asked_plain(peer, last)
        times = median(theirs["1,440 minutes"]) / median(ours["1,440 minutes"])
        says = f"{told(theirs)}; a day's minutes take {times:.0f} times as long"
        yield Figure(name=f"  {peer.name}", says=says, numbers={"theirs": told(theirs)})


def _bytes(size: int) -> Figure:
    megabytes = size / MANY * BUSY / 1e6
    return Figure(
        name="ticks on disk, SQLite",
        says=f"{megabytes:.1f} MB for {BUSY:,} aggregates, {size / MANY:.1f} bytes each",
        bar=f"at most {MEGABYTES} MB",
        passed=megabytes <= MEGABYTES,
        numbers={"bytes": size, "trades": MANY},
    )


def _size(url: str) -> int:
    """Return the bytes of the file, with all that was written in it."""
    database = open_database(url)
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return Path(make_url(url).database or "").stat().st_size


def _sqlite_rate(folder: Path) -> Stored:
    database = open_database(fresh_sqlite(folder))
    store = stored(database, batches(SAMPLE))
    database.engine.dispose()
    return store


def _postgres_rate() -> Stored:
    with _postgres() as database:
        return stored(database, batches(SAMPLE))


@contextmanager
def _postgres() -> Iterator[SqlDatabase]:
    with own_postgres(os.environ[SERVER]) as url:
        database = open_database(url)
        yield database
        database.engine.dispose()


def _plain_postgres(database: SqlDatabase) -> Plain:
    connection = database.engine.raw_connection()
    driver: Any = connection.driver_connection
    connection.detach()
    driver.autocommit = True
    return on_postgres(driver, batches(MANY))


def _rounds(options: Options) -> range:
    return range(options.rounds or ROUNDS)

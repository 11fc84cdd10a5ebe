"""Trades whose database goes away while they are kept are not kept, and may be told again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.database.sql import SqlDatabase, open_database
from adapters.ticks import sql_keeping
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from application.errors import Unavailable
from application.ticks.ports import Fence
from domain.ticks.market import Feed, MarketId
from domain.ticks.trade import Trade
from support.databases import fresh_sqlite
from support.kept_batches import BATCH, KEPT
from support.postgres_server import PostgresServer
from support.tick_tables import sql_tables
from support.trades import a_trade

WRITES = ("insert_trades", "insert_closes", "keep_minutes", "keep_spans")
MANY = 60_000


def led(database: SqlDatabase) -> tuple[SqlKeptTrades, MarketId, Fence]:
    market = SqlMarkets(database).opened("BTCUSDT", Feed.AGGREGATES)
    fence = SqlLeadership(database).lead(market.id, "one", 600)
    assert fence is not None
    return SqlKeptTrades(database), market.id, fence


@pytest.fixture
def served(postgres: PostgresServer) -> Iterator[SqlDatabase]:
    with postgres.database() as url:
        database = open_database(url)
        yield database
        database.engine.dispose()


def meanwhile(work: Callable[..., Any], then: Callable[[], None]) -> Callable[..., Any]:
    def done(*given: Any) -> Any:
        then()
        return work(*given)

    return done


@pytest.mark.slow
@pytest.mark.service
@pytest.mark.parametrize("write", WRITES)
def test_a_server_that_dies_in_the_midst_has_kept_nothing(
    served: SqlDatabase, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    store, market, fence = led(served)
    store.keep(market, KEPT, fence)
    before = sql_tables(served, market)

    def restart() -> None:
        with postgres.dead():
            pass

    with monkeypatch.context() as patched:
        patched.setattr(sql_keeping, write, meanwhile(getattr(sql_keeping, write), restart))
        with pytest.raises(Unavailable):
            store.keep(market, BATCH, fence)

    assert sql_tables(served, market) == before
    assert store.keep(market, BATCH, fence).new == len(BATCH) - 1


@pytest.mark.slow
@pytest.mark.service
def test_a_server_that_is_away_keeps_nothing_and_is_told_again(
    served: SqlDatabase, postgres: PostgresServer
) -> None:
    store, market, fence = led(served)
    with postgres.dead():
        for _ in range(3):
            with pytest.raises(Unavailable):
                store.keep(market, BATCH, fence)
        with pytest.raises(Unavailable):
            SqlAskedTrades(served).newest(market)
    assert store.keep(market, BATCH, fence).new == len(BATCH)


def test_a_disk_that_is_full_keeps_nothing(tmp_path: Path) -> None:
    database = open_database(fresh_sqlite(tmp_path))
    store, market, fence = led(database)
    store.keep(market, KEPT, fence)
    before = sql_tables(database, market)
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit(database, pages + 2)

    many: list[Trade] = [a_trade(number, number) for number in range(10, MANY)]
    with pytest.raises(Unavailable, match="full"):
        store.keep(market, many, fence)

    assert sql_tables(database, market) == before
    limit(database, pages + MANY)
    assert store.keep(market, many, fence).new == len(many)
    database.engine.dispose()


def limit(database: SqlDatabase, pages: int) -> None:
    """Let the one connection that is open have so many pages: SQLite answers as on a full disk."""
    assert database.engine.pool.checkedin() == 1  # type: ignore[attr-defined]  # of this pool
    with database.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

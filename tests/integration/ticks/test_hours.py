"""The minutes that a day's answer is read from are those that stand in rows."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_hours import COIN, HOUR
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from adapters.ticks.tables import tick_hours, tick_minutes
from domain.ticks.market import Feed, MarketId
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Range
from domain.ticks.trade import Trade
from support.trades import START, a_trade

BATCHES = st.lists(
    st.lists(st.integers(0, 5 * 60), min_size=1, max_size=8), min_size=1, max_size=4
)  # each trade's minute
WINDOWS = st.tuples(st.integers(-70, 400), st.integers(-70, 400), st.integers(1, 500))


def kept(database: SqlDatabase, market: MarketId, trades: Sequence[Trade]) -> None:
    fence = SqlLeadership(database).lead(market, "one", 60)
    assert fence is not None
    SqlKeptTrades(database).keep(market, trades, fence)


def by_rows(database: SqlDatabase, market: MarketId) -> list[Range]:
    table = tick_minutes.c
    rows = select(tick_minutes).where(table.market == market).order_by(table.start)
    with database.reading() as connection:
        return [
            Range(
                row.start, row.open, row.high, row.low, row.close,
                row.volume_whole * COIN + row.volume_part, row[8], row.trades,
            )
            for row in connection.execute(rows)
        ]  # fmt: skip


@given(batches=BATCHES, window=WINDOWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_hours_have_the_minutes_of_the_rows(
    database: SqlDatabase, batches: list[list[int]], window: tuple[int, int, int]
) -> None:
    number = 0
    known = len(SqlMarkets(database).all())
    market = SqlMarkets(database).opened(f"M{known}", Feed.TRADES).id
    kept(database, SqlMarkets(database).opened("AAA", Feed.TRADES).id, [a_trade(1), a_trade(2)])
    for minutes in batches:
        trades = [a_trade(number + n, at * MINUTE, 100 + at) for n, at in enumerate(minutes)]
        number += len(trades)
        kept(database, market, trades)
    since, until, limit = window
    begin, end = START + since * MINUTE, START + until * MINUTE
    rows = [one for one in by_rows(database, market) if begin <= one.start < end]

    assert SqlAskedTrades(database).ranges(market, begin, end, limit) == rows[:limit]


@pytest.mark.parametrize("limit", [1, 59, 60, 61, 200])
def test_hours_with_one_minute_each_are_all_found(database: SqlDatabase, limit: int) -> None:
    market = SqlMarkets(database).opened("AAA", Feed.TRADES).id
    kept(database, market, [a_trade(number, 3 * number * HOUR) for number in range(150)])
    found = SqlAskedTrades(database).ranges(market, 0, 2**62, limit)

    assert found == by_rows(database, market)[:limit]


def test_a_volume_beyond_64_bits_comes_back(database: SqlDatabase) -> None:
    market = SqlMarkets(database).opened("AAA", Feed.TRADES).id
    most = 2**63 - 1
    kept(database, market, [a_trade(n, n)._replace(quantity=most, price=most) for n in range(9)])
    (found,) = SqlAskedTrades(database).ranges(market, START - MINUTE, START + MINUTE, 9)

    assert (found.volume, found.high) == (9 * most, most)


def test_hours_of_a_database_from_before_are_made_of_its_minutes(database: SqlDatabase) -> None:
    for symbol in ("AAA", "BBB"):
        market = SqlMarkets(database).opened(symbol, Feed.TRADES).id
        kept(database, market, [a_trade(n, 7 * n * MINUTE, 100 + n) for n in range(100)])
    before = hours(database)
    downgrade(database, "0038")
    upgrade(database)

    assert hours(database) == before
    assert len(before) > 2 * 7 * 100 // 60


def hours(database: SqlDatabase) -> list[tuple[int, bytes]]:
    with database.reading() as connection:
        rows = connection.execute(select(tick_hours).order_by(tick_hours.c.key))
        return [(row.key, bytes(row.minutes)) for row in rows]


def test_more_minutes_than_a_migration_holds_at_once_come_in_whole_hours(
    database: SqlDatabase,
) -> None:
    market = SqlMarkets(database).opened("AAA", Feed.TRADES).id
    kept(database, market, [a_trade(n, n * MINUTE, 100 + n) for n in range(6_100)])
    before = hours(database)
    downgrade(database, "0038")
    upgrade(database)

    assert hours(database) == before

"""A trade's row is told from a base, so that it is small wherever it lies among other markets'."""

from collections.abc import Iterator, Sequence

import pytest
from benchmarks.ticks.made_up import batches
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_bases import BITS
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from adapters.ticks.tables import tick_bases
from application.ticks.ports import Fence
from domain.ticks.columns import ColumnTrades
from domain.ticks.market import Feed, MarketId
from domain.ticks.moments import SECOND
from domain.ticks.trade import MOST_ID, Trade
from support.trades import START, a_trade

BYTES = 40
"""60 MB for 1,500,000 aggregates."""
EACH, AT_ONCE = 30_000, 1_000
YEAR = 31_557_600 * SECOND
BASE = 1 << BITS
BEFORE = "0041"
OF_BEFORE = """
INSERT INTO tick_trades (key, time, price, quantity, ahead, told, lag) VALUES (1, 2, 3, 4, 5, 6, 7)
"""
AS_IT_IS = "SELECT * FROM tick_trades ORDER BY key"


@pytest.mark.parametrize("many", [1, 2, 8])
@pytest.mark.parametrize("late", [0, 5 * YEAR], ids=["as they happen", "years later"])
def test_a_day_of_markets_in_turns_is_small_on_sqlite(
    database: SqlDatabase, many: int, late: int
) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps every number in eight bytes")
    led = [led_market(database, f"M{number}") for number in range(many)]
    before = pages(database)
    for trades in parts(late):
        for market, fence in led:
            SqlKeptTrades(database).keep(market, trades, fence)

    assert pages(database) - before <= BYTES * EACH * many


@pytest.mark.parametrize("order", [1, -1])
def test_trades_of_one_base_come_back_in_whatever_order_they_came(
    database: SqlDatabase, order: int
) -> None:
    market, fence = led_market(database, "AAA")
    trades = [a_trade(n, 7 * n * SECOND, 100 + n * n, first=n + 3) for n in range(3 * BASE)]
    trades[5] = trades[5]._replace(price=2**63 - 1, received=0)
    for start in [*range(0, len(trades), 100)][::order]:
        SqlKeptTrades(database).keep(market, trades[start : start + 100][::order], fence)

    assert SqlAskedTrades(database).trades(market, 0, len(trades)) == trades


def test_the_ends_of_what_a_trade_may_be_have_one_base(database: SqlDatabase) -> None:
    market, fence = led_market(database, "AAA")
    least = Trade(MOST_ID - 1, START - 20 * YEAR, 1, 1, 0, 0, 0, START)
    most = Trade(MOST_ID, START + 70 * YEAR, 2**63 - 1, 2**63 - 1, 2**62, 2**62 + 2**40 - 1, 161, 0)
    for one in (least, most):
        SqlKeptTrades(database).keep(market, [one], fence)

    assert SqlAskedTrades(database).trades(market, 0, 9) == [least, most]
    with database.reading() as connection:
        assert len(connection.execute(select(tick_bases)).all()) == 1


def test_trades_of_a_database_from_before_are_told_as_they_were(database: SqlDatabase) -> None:
    kept = dict[MarketId, list[Trade]]()
    for symbol in ("AAA", "BBB"):
        market, fence = led_market(database, symbol)
        kept[market] = [a_trade(n, n * SECOND, 100 + n, first=2 * n) for n in range(BASE + 50)]
        SqlKeptTrades(database).keep(market, kept[market], fence)
    downgrade(database, BEFORE)
    rows = plain(database)
    upgrade(database)
    downgrade(database, BEFORE)
    again = plain(database)
    upgrade(database)
    for market, trades in kept.items():
        later = [a_trade(n, n * SECOND, 100 + n, first=2 * n) for n in range(BASE + 50, 3 * BASE)]
        SqlKeptTrades(database).keep(market, [*trades, *later], fence_of(database, market))

        assert SqlAskedTrades(database).trades(market, 0, 9 * BASE) == [*trades, *later]
    assert rows == again
    assert rows[1][1:] == (START + SECOND - 1_830_297_600_000_000, 101, 10, 1, 0, 0)


def test_a_collector_of_before_writes_no_rows_without_a_base(database: SqlDatabase) -> None:
    with database.engine.connect() as connection, pytest.raises(DBAPIError, match="lag"):
        connection.execute(text(OF_BEFORE))


def led_market(database: SqlDatabase, symbol: str) -> tuple[MarketId, Fence]:
    market = SqlMarkets(database).opened(symbol, Feed.AGGREGATES).id
    return market, fence_of(database, market)


def fence_of(database: SqlDatabase, market: MarketId) -> Fence:
    fence = SqlLeadership(database).lead(market, "one", 60)
    assert fence is not None
    return fence


def parts(late: int) -> Iterator[ColumnTrades]:
    """Give a market's trades some at a time, received `late` after they were made."""
    for batch in batches(EACH):
        for start in range(0, len(batch), AT_ONCE):
            told = batch[start : start + AT_ONCE].told
            received = [one + late for one in told.received]
            yield ColumnTrades(told._replace(received=received))


def pages(database: SqlDatabase) -> int:
    """Return the bytes of the pages that hold something."""
    with database.reading() as connection:
        many, size = (
            int(connection.scalar(text(f"PRAGMA {name}")) or 0)
            for name in ("page_count", "page_size")
        )
    return many * size


def plain(database: SqlDatabase) -> Sequence[tuple[int, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(AS_IT_IS))]

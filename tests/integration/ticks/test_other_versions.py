"""A collector of another version than the tables writes nothing, and says why."""

import pytest
from sqlalchemy import text

from adapters.database.migrations import newest
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_incidents import SqlAbsent
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from application.errors import Unavailable
from domain.ticks.market import Feed
from support.trades import a_trade


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_nothing_is_written_to_tables_of_another_version(
    database: SqlDatabase, version: str
) -> None:
    market = SqlMarkets(database).opened("BTCUSDT", Feed.AGGREGATES).id
    leadership, kept = SqlLeadership(database), SqlKeptTrades(database)
    fence = leadership.lead(market, "one", 60)
    assert fence is not None
    kept.keep(market, [a_trade(1)], fence)
    become(database, version)
    for write in (
        lambda: kept.keep(market, [a_trade(2)], fence),
        lambda: kept.heard(market, 2**50, fence),
        lambda: SqlAbsent(database).note(market, 2, 2, fence),
        lambda: leadership.lead(market, "one", 60),
    ):
        with pytest.raises(Unavailable, match=f"of version {version}, this program is of"):
            write()
    become(database, newest())

    assert [one.id for one in SqlAskedTrades(database).trades(market, 0, 9)] == [1]
    assert kept.keep(market, [a_trade(2)], fence).new == 1


def become(database: SqlDatabase, version: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :one"), {"one": version})
        connection.commit()

"""All that a store holds of one market, row by row."""

from typing import Any

from injector import Injector
from sqlalchemy import select

from adapters.database.sql import SqlDatabase
from adapters.ticks.memory import BOOKS, InMemoryKeptTrades
from adapters.ticks.sql_bases import FULL_TRADES
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.tables import tick_hours, tick_minutes, tick_seconds, tick_spans, tick_trades
from application.ticks.ports import KeptTrades
from domain.ticks.market import MarketId
from domain.ticks.trade import MOST_ID

BY_KEY = ((tick_trades, FULL_TRADES), (tick_hours, select(tick_hours)))
"""A trade's row is told from its base, which is made of the trade that came first."""
OF_A_MARKET = (tick_seconds, tick_minutes, tick_spans)
Tables = dict[str, list[Any]]


def tables_of(world: Injector, market: MarketId) -> Tables:
    """Return the rows of each table by their keys, without the market in them."""
    store = world.get(KeptTrades)
    if isinstance(store, InMemoryKeptTrades):
        book = store.database.rows(BOOKS)[market]
        dictionaries = {
            name: sorted(getattr(book, name).items()) for name in ("trades", "seconds", "minutes")
        }
        return {**dictionaries, "spans": list(book.spans)}
    assert isinstance(store, SqlKeptTrades)
    return sql_tables(store.database, market)


def sql_tables(database: SqlDatabase, market: MarketId) -> Tables:
    least = market * (MOST_ID + 1)
    found: Tables = {}
    with database.reading() as connection:
        for table, every in BY_KEY:
            key = table.c.key
            rows = every.where(key.between(least, least + MOST_ID)).order_by(key)
            found[table.name] = [(row[0] - least, *row[1:]) for row in connection.execute(rows)]
        for table in OF_A_MARKET:
            rows = select(table).where(table.c.market == market).order_by(*table.primary_key)
            found[table.name] = [tuple(row[1:]) for row in connection.execute(rows)]
    return found

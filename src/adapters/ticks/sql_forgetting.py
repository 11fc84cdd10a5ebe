"""Old trades that go, while the last of each second stays."""

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from adapters.database.in_transaction import change, find
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.packing import key
from adapters.ticks.sql_bases import ITS_BASE
from adapters.ticks.sql_turns import take_market
from adapters.ticks.tables import tick_bases, tick_markets, tick_seconds, tick_trades
from application.service import service
from domain.ticks.market import MarketId
from domain.ticks.moments import SECOND
from domain.ticks.trade import MOST_ID

TRADES, SECONDS = tick_trades.c, tick_seconds.c
AT_ONCE = 20_000
"""Whoever keeps trades waits for so many at most."""
LAST = (
    select(SECONDS.id)
    .where(SECONDS.market == bindparam("market"), SECONDS.second < bindparam("second"))
    .order_by(SECONDS.second.desc())
    .limit(1)
)
NEWEST = (
    select(TRADES.key)
    .where(TRADES.key.between(bindparam("least"), bindparam("most")))
    .order_by(TRADES.key.desc())
    .limit(1)
)
SOME = (
    select(TRADES.key)
    .where(TRADES.key.between(bindparam("after"), bindparam("upto")))
    .order_by(TRADES.key)
    .limit(1)
    .offset(bindparam("many"))
)
BASE = select(tick_bases.c.time).where(ITS_BASE).correlate(tick_trades).scalar_subquery()
CLOSES = (
    exists()
    .where(
        SECONDS.market == bindparam("market"),
        SECONDS.second == (TRADES.time + BASE) // SECOND,
        SECONDS.id == TRADES.key - bindparam("least"),
    )
    .correlate(tick_trades)
)
FORGET = delete(tick_trades).where(
    TRADES.key.between(bindparam("after"), bindparam("upto")), ~CLOSES
)
UPTO = select(tick_markets.c.forgotten).where(tick_markets.c.id == bindparam("its"))
FORGOTTEN = (
    update(tick_markets)
    .where(tick_markets.c.id == bindparam("its"))
    .values(forgotten=bindparam("last_one"))
)


@service
class SqlOldTrades:
    database: SqlDatabase

    def forgotten(self, market: MarketId) -> int:
        return max((row[0] for row in asked(self.database, UPTO, {"its": market})), default=-1)

    def forget(self, market: MarketId, before: int) -> int:
        gone, more = 0, True
        while more:
            with self.database.writing() as connection:
                forgotten = take_market(connection, market)
                upto = _last(connection, market, before)
                more = forgotten < upto
                if more:
                    gone += _forget_some(connection, market, forgotten + 1, upto)
                    connection.commit()
        return gone


def _last(connection: Connection, market: MarketId, before: int) -> int:
    """Return the id of the last trade before a second, but never the newest one's; or -1."""
    wanted = {"market": market, "second": -(-before // SECOND)}
    last = [row.id for row in find(connection, LAST, wanted)]
    ends = {"least": key(market, 0), "most": key(market, MOST_ID)}
    newest = [row.key - ends["least"] for row in find(connection, NEWEST, ends)]
    return min(*last, newest[0] - 1) if last else -1


def _forget_some(connection: Connection, market: MarketId, first: int, last: int) -> int:
    ends = {"after": key(market, first), "upto": key(market, last)}
    for row in find(connection, SOME, {**ends, "many": AT_ONCE}):
        ends["upto"] = row.key
    gone = change(connection, FORGET, {**ends, "market": market, "least": key(market, 0)})
    change(connection, FORGOTTEN, {"its": market, "last_one": ends["upto"] - key(market, 0)})
    return gone

"""Markets in a relational database, and who leads them."""

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from adapters.clock import SystemClock
from adapters.database.in_transaction import change, find
from adapters.database.inserts import insert_once
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.ticks.sql_turns import VERSION, check_version
from adapters.ticks.tables import tick_markets
from application.clock import Clock
from application.service import service
from application.ticks.ports import Fence
from domain.ticks.errors import MarketNotFound
from domain.ticks.lead import Lead
from domain.ticks.market import Feed, Market, MarketId
from domain.ticks.moments import SECOND, microseconds
from domain.ticks.standing import Standing

MARKETS = tick_markets.c
TOLD = (MARKETS.status, MARKETS.tick_size, MARKETS.told_at)
ALL = select(MARKETS.id, MARKETS.symbol, MARKETS.feed, *TOLD).order_by(MARKETS.symbol, MARKETS.feed)
OF_SYMBOL = ALL.where(MARKETS.symbol == bindparam("symbol"))
LEAD = (
    select(MARKETS.holder, MARKETS.leads_until, MARKETS.fence, VERSION)
    .where(MARKETS.id == bindparam("market"))
    .with_for_update()
)
LED = (
    update(tick_markets)
    .where(MARKETS.id == bindparam("market"))
    .values(
        holder=bindparam("holder"), leads_until=bindparam("leads_until"), fence=bindparam("fence")
    )
)
STAND = (
    update(tick_markets)
    .where(MARKETS.id == bindparam("market"))
    .values(status=bindparam("said"), tick_size=bindparam("step"), told_at=bindparam("moment"))
)


@service
class SqlMarkets:
    database: SqlDatabase

    def opened(self, symbol: str, feed: Feed) -> Market:
        while (held := self.find(symbol, feed)) is None:
            with self.database.writing() as connection:
                insert_once(connection, tick_markets, {"symbol": symbol, "feed": feed.value})
                connection.commit()
        return held

    def all(self) -> Sequence[Market]:
        return [_market(row) for row in asked(self.database, ALL, {})]

    def find(self, symbol: str, feed: Feed | None = None) -> Market | None:
        rows = asked(self.database, OF_SYMBOL, {"symbol": symbol})
        fits = [_market(row) for row in rows if feed in {None, row.feed}]
        return fits[0] if fits else None  # "aggTrade" stands before "trade"

    def stand(self, market: MarketId, standing: Standing) -> None:
        told = {"said": standing.status, "step": standing.tick_size, "moment": standing.told_at}
        with self.database.writing() as connection:
            change(connection, STAND, {"market": market, **told})
            connection.commit()


@service
class SqlLeadership:
    """Clocks of two machines may differ: then one leads for longer, and the fence still holds."""

    database: SqlDatabase
    clock: Clock = field(default_factory=SystemClock)

    def lead(self, market: MarketId, holder: str, seconds: float) -> Fence | None:
        with self.database.writing() as connection:
            now = microseconds(self.clock.now())
            taken = _lead(connection, market).taken(holder, now, now + round(seconds * SECOND))
            if taken is None:
                return None
            _write(connection, market, taken)
            connection.commit()
        return Fence(taken.fence)

    def resign(self, market: MarketId, holder: str) -> None:
        with self.database.writing() as connection:
            _write(connection, market, _lead(connection, market).resigned(holder))
            connection.commit()


def _market(row: Any) -> Market:
    told = None if row.status is None else Standing(row.status, row.tick_size, row.told_at)
    return Market(MarketId(row.id), row.symbol, Feed(row.feed), told)


def _lead(connection: Connection, market: MarketId) -> Lead:
    for holder, until, fence, version in find(connection, LEAD, {"market": market}):
        check_version(version)
        return Lead(holder, until, fence)
    raise MarketNotFound


def _write(connection: Connection, market: MarketId, lead: Lead) -> None:
    told = {"holder": lead.holder, "leads_until": lead.until, "fence": lead.fence}
    change(connection, LED, {"market": market, **told})

"""Whose turn it is to write a market's trades: one at a time, and nobody who was put off."""

from sqlalchemy import Connection, bindparam, select

from adapters.database.in_transaction import find
from adapters.ticks.tables import tick_markets
from application.ticks.ports import Fence
from domain.ticks.errors import MarketNotFound, NotTheLeader
from domain.ticks.market import MarketId

MARKETS = tick_markets.c
TURN = (
    select(MARKETS.fence, MARKETS.forgotten)
    .where(MARKETS.id == bindparam("market"))
    .with_for_update()
)


def take_market(connection: Connection, market: MarketId, fence: Fence | None = None) -> int:
    """Wait until nobody else writes to this market; return up to which id trades are forgotten.

    Raises MarketNotFound, and NotTheLeader when the fence is older than the market's.
    """
    for row in find(connection, TURN, {"market": market}):
        if fence is not None and fence < row.fence:
            raise NotTheLeader
        return int(row.forgotten)
    raise MarketNotFound

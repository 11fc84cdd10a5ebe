"""Whose turn it is to write a market's trades: one at a time, and nobody who was put off."""

from sqlalchemy import Connection, bindparam, select, update

from adapters.database.in_transaction import change, find
from adapters.database.migrations import HELD, newest
from adapters.ticks.tables import tick_markets
from application.clock import Clock
from application.errors import Unavailable
from application.ticks.ports import Fence
from domain.ticks.errors import MarketNotFound, NotTheLeader
from domain.ticks.market import MarketId
from domain.ticks.moments import microseconds

MARKETS = tick_markets.c
VERSION = HELD.scalar_subquery().label("version")
TURN = (
    select(MARKETS.fence, MARKETS.forgotten, VERSION)
    .where(MARKETS.id == bindparam("market"))
    .with_for_update()
)
CORRECTED = (
    update(tick_markets)
    .where(MARKETS.id == bindparam("its"))
    .values(corrected_at=bindparam("moment"))
)


def take_market(connection: Connection, market: MarketId, fence: Fence | None = None) -> int:
    """Wait until nobody else writes to this market; return up to which id trades are forgotten.

    Raises MarketNotFound, NotTheLeader when the fence is older than the market's, and Unavailable
    when the tables are not of this version.
    """
    for row in find(connection, TURN, {"market": market}):
        check_version(row.version)
        if fence is not None and fence < row.fence:
            raise NotTheLeader
        return int(row.forgotten)
    raise MarketNotFound


def check_version(held: str) -> None:
    """Raise Unavailable unless the tables are those that this program writes to."""
    if held != newest():
        told = f"its tables are of version {held}, this program is of {newest()}"
        raise Unavailable("the database", told)


def note_corrected(connection: Connection, market: MarketId, clock: Clock) -> None:
    """Note that something was learnt just now that lies before the newest trade."""
    change(connection, CORRECTED, {"its": market, "moment": microseconds(clock.now())})

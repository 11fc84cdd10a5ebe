"""Minute ranges in a relational database.

A minute's volume may be more than 64 bits hold: it is kept as whole coins and a part of one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from adapters.database.chunks import chunks
from adapters.database.in_transaction import find
from adapters.database.inserts import save
from adapters.ticks.sql_hours import COIN, keep_hours
from adapters.ticks.tables import tick_minutes
from domain.ticks.market import MarketId
from domain.ticks.ranges import Growing

MINUTES = tick_minutes.c
COLUMNS = [one for one in MINUTES if one.name != "market"]
HELD = select(*COLUMNS).where(
    MINUTES.market == bindparam("market"),
    MINUTES.start.in_(bindparam("starts", expanding=True)),
)


def _growing(row: Sequence[int]) -> Growing:
    start, first, high, low, last, whole, part, count, trades, opened, one, closed, other = row
    volume = whole * COIN + part
    return Growing(
        start, first, high, low, last, volume, count, trades, (opened, one), (closed, other)
    )


def keep_minutes(connection: Connection, market: MarketId, made: Mapping[int, Growing]) -> None:
    """Add what new trades did to what their minutes hold, and hours with them."""
    for starts in chunks(made):
        for row in find(connection, HELD, {"market": market, "starts": starts}):
            made[row.start].merge(_growing(row))
    for one in made.values():
        save(connection, tick_minutes, _row(market, one))
    keep_hours(connection, market, made)


def _row(market: MarketId, one: Growing) -> dict[str, Any]:
    whole, part = divmod(one.volume, COIN)
    return {
        "market": market,
        "start": one.start,
        "open": one.open,
        "high": one.high,
        "low": one.low,
        "close": one.close,
        "volume_whole": whole,
        "volume_part": part,
        "count": one.count,
        "trades": one.trades,
        "opened": one.opened[0],
        "opened_id": one.opened[1],
        "closed": one.closed[0],
        "closed_id": one.closed[1],
    }

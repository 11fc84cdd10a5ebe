"""A trade as Binance tells it, in a stream or in a row of an answer, made one of ours."""

from collections.abc import Mapping
from typing import Any, Final

from domain.errors import Invalid
from domain.ticks.amounts import amount
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit, moment
from domain.ticks.trade import MOST_ID, Trade, form


class Unreadable(Invalid):
    """Not a trade; `code` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.reason = code


def aggregate(row: Mapping[str, Any], received: int, unit: TimeUnit) -> Trade:
    """Read `a p q f l T m`; members that are not known are left alone. Raises Invalid."""
    first, last = _id(row, "f"), _id(row, "l")
    if first > last:
        raise Unreadable("ids_malformed")
    return _trade(_id(row, "a"), (first, last), row, received, unit, "pqTm")


def fill(row: Mapping[str, Any], received: int, unit: TimeUnit) -> Trade:
    """Read `t p q T m`: order ids `b` and `a` may be missing, as they are since 2024."""
    own = _id(row, "t")
    return _trade(own, (own, own), row, received, unit, "pqTm")


def old_trade(row: Mapping[str, Any], received: int, unit: TimeUnit) -> Trade:
    """Read a row of `historicalTrades`: `id price qty time isBuyerMaker`. Raises Invalid."""
    own = _id(row, "id")
    members = ("price", "qty", "time", "isBuyerMaker")
    return _trade(own, (own, own), row, received, unit, members)


STREAMED: Final = {Feed.AGGREGATES: aggregate, Feed.TRADES: fill}
ANSWERED: Final = {Feed.AGGREGATES: aggregate, Feed.TRADES: old_trade}


def _trade(
    id: int,
    stands_for: tuple[int, int],
    row: Mapping[str, Any],
    received: int,
    unit: TimeUnit,
    members: tuple[str, str, str, str] | str,
) -> Trade:
    price, quantity, time, maker = (row.get(member) for member in members)
    if not isinstance(maker, bool):
        raise Unreadable("maker_malformed")
    price_units, price_decimals = amount(price)
    units, decimals = amount(quantity)
    told = form(buyer_is_maker=maker, price_decimals=price_decimals, quantity_decimals=decimals)
    return Trade(id, moment(time, unit), price_units, units, *stands_for, told, received)


def _id(row: Mapping[str, Any], member: str) -> int:
    found = row.get(member)
    if type(found) is not int or not 0 <= found <= MOST_ID:
        raise Unreadable("ids_malformed")
    return found

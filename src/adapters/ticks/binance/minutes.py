"""A minute as Binance itself sums it up: a row of `klines`."""

from collections.abc import Sequence
from typing import Any, Final

from adapters.ticks.binance.trades import Unreadable
from domain.ticks.amounts import amount, total
from domain.ticks.moments import TimeUnit, moment
from domain.ticks.ranges import Range

TRADES: Final = 8
"""Where a row counts its trades."""


def has_trades(row: Sequence[Any]) -> bool:
    """Say whether a row is of a minute with trades; raises Unreadable, IndexError."""
    trades = row[TRADES]
    if type(trades) is not int or trades < 0:
        raise Unreadable("count_malformed")
    return trades > 0


def kline(row: Sequence[Any], unit: TimeUnit) -> Range:
    """Read start, open, high, low, close, volume and count; raises Invalid, IndexError."""
    opened, high, low, closed = (amount(one)[0] for one in row[1:5])
    return Range(moment(row[0], unit), opened, high, low, closed, total(row[5]), 0, row[TRADES])

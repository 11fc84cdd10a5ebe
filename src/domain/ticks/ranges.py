"""Minute ranges: what trades did to a price, kept so that a day needs no trades to be read.

Open and close are the first and the last trade by (time, id): several trades have one time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.ticks.moments import floor
from domain.ticks.trade import Trade

Moment = tuple[int, int]
"""A time and an id: where a trade stands among others."""


@dataclass(slots=True)
class Range:
    """Trades of one interval from `start`; prices and volume are whole numbers of 10^-8.

    `count` is how many trades are kept, `trades` how many the exchange had: an aggregate stands
    for several.
    """

    start: int
    open: int
    high: int
    low: int
    close: int
    volume: int
    count: int
    trades: int
    opened: Moment
    closed: Moment

    def add(self, other: "Range") -> None:
        """Take in what other trades of this interval did."""
        if other.opened < self.opened:
            self.open, self.opened = other.open, other.opened
        if other.closed > self.closed:
            self.close, self.closed = other.close, other.closed
        self.high = max(self.high, other.high)
        self.low = min(self.low, other.low)
        self.volume += other.volume
        self.count += other.count
        self.trades += other.trades


def ranges_of(trades: Iterable[Trade], width: int) -> Mapping[int, Range]:
    """Return the ranges that trades make by their beginning; `width` is in microseconds."""
    made: dict[int, Range] = {}
    for trade in trades:
        one = alone(trade, floor(trade.time, width))
        if (there := made.setdefault(one.start, one)) is not one:
            there.add(one)
    return made


def alone(trade: Trade, start: int) -> Range:
    price, at = trade.price, (trade.time, trade.id)
    stands_for = trade.last_id - trade.first_id + 1
    return Range(start, price, price, price, price, trade.quantity, 1, stands_for, at, at)

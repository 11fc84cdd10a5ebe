"""Minute ranges: what trades did to a price, kept so that a day needs no trades to be read.

Open and close are the first and the last trade by (time, id): several trades have one time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.ticks.columns import Columns, columns, parts
from domain.ticks.moments import SECOND, floor
from domain.ticks.trade import BY_MOMENT, Trade

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

    def add(self, later: "Range") -> None:
        """Take in what the trades of a later interval did."""
        self.close = later.close
        self._add_up(later)

    def _add_up(self, other: "Range") -> None:
        self.high = max(self.high, other.high)
        self.low = min(self.low, other.low)
        self.volume += other.volume
        self.count += other.count
        self.trades += other.trades


@dataclass(slots=True)
class Growing(Range):
    """A range that may have more trades, from anywhere in it: it knows its first and its last."""

    opened: Moment
    closed: Moment

    def merge(self, other: "Growing") -> None:
        """Take in what other trades of this interval did."""
        if other.opened < self.opened:
            self.open, self.opened = other.open, other.opened
        if other.closed > self.closed:
            self.close, self.closed = other.close, other.closed
        self._add_up(other)

    def as_range(self) -> Range:
        return Range(
            self.start, self.open, self.high, self.low, self.close, self.volume, self.count,
            self.trades,
        )  # fmt: skip


def ranges_of(trades: Iterable[Trade], width: int) -> Mapping[int, Growing]:
    """Return the ranges that trades make by their beginning; `width` is in microseconds."""
    return ranges_in(columns(sorted(trades, key=BY_MOMENT)), width)


def ranges_in(told: Columns, width: int) -> Mapping[int, Growing]:
    """Return the ranges of trades that stand by (time, id)."""
    starts = [(floor(told.times[part.start], width), part) for part in parts(told.times, width)]
    return {start: _range(told, start, part) for start, part in starts}


def closes_in(told: Columns) -> Mapping[int, Moment]:
    """Return the last trade of each second, by seconds since 1970; they stand by (time, id)."""
    ends = (part.stop - 1 for part in parts(told.times, SECOND))
    return {told.times[end] // SECOND: (told.times[end], told.ids[end]) for end in ends}


def _range(told: Columns, start: int, part: slice) -> Growing:
    prices, begin, end = told.prices[part], part.start, part.stop - 1
    count = len(prices)
    return Growing(
        start,
        prices[0],
        max(prices),
        min(prices),
        prices[-1],
        sum(told.quantities[part]),
        count,
        sum(told.lasts[part]) - sum(told.firsts[part]) + count,
        (told.times[begin], told.ids[begin]),
        (told.times[end], told.ids[end]),
    )

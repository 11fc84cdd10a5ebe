"""Minute ranges: what trades did to a price, kept so that a day needs no trades to be read.

Open and close are the first and the last trade by (time, id): several trades have one time.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import floordiv, itemgetter

from domain.ticks.moments import SECOND, floor
from domain.ticks.trade import Trade

Moment = tuple[int, int]
"""A time and an id: where a trade stands among others."""
STANDS = itemgetter(1, 0)


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
    return {one.start: one for one in _ranges(sorted(trades, key=STANDS), width)}


def closes_of(trades: Iterable[Trade]) -> Mapping[int, Moment]:
    """Return the last trade of each second that has one, by the seconds since 1970."""
    stand = sorted(map(STANDS, trades))
    times = [time for time, _ in stand]
    return dict(zip(map(floordiv, times, repeat(SECOND)), stand, strict=True))


def _ranges(trades: Sequence[Trade], width: int) -> Iterator[Range]:
    """Take them column by column, for thousands come at once."""
    if not trades:
        return
    ids, times, prices, quantities, firsts, lasts, *_ = zip(*trades, strict=True)
    begin = 0
    while begin < len(trades):
        start = floor(times[begin], width)
        end = bisect_left(times, start + width, begin)
        some = slice(begin, end)
        yield Range(
            start,
            prices[begin],
            max(prices[some]),
            min(prices[some]),
            prices[end - 1],
            sum(quantities[some]),
            end - begin,
            sum(lasts[some]) - sum(firsts[some]) + end - begin,
            (times[begin], ids[begin]),
            (times[end - 1], ids[end - 1]),
        )
        begin = end

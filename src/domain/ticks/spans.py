"""Which trades are held: spans of ids without a hole, and what lies between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.ticks.absence import Absence, parted
from domain.ticks.columns import Columns
from domain.ticks.trade import Trade


@dataclass(frozen=True, slots=True)
class Span:
    """Trades `first` to `last` are held: `first_trade` of the exchange's own to `last_trade`.

    Those two are the first one's first and the last one's last, whatever others between them say.

    `since` and `until` are the times of the first and the last. `heard` is up to when the exchange
    was heard without a further trade: it counts for the newest span alone, for a hole behind one
    shows that not everything was heard. Microseconds since 1970.
    """

    first: int
    last: int
    first_trade: int
    last_trade: int
    since: int
    until: int
    heard: int = 0

    @property
    def known_until(self) -> int:
        """Up to when its trades are known to be all there were, if it is the newest."""
        return max(self.until, self.heard)

    def reaches(self, later: "Span") -> bool:
        """Whether nothing can be missing between this one and one that begins no earlier."""
        return later.first <= self.last + 1 or later.first_trade == self.last_trade + 1

    def joined(self, later: "Span") -> "Span":
        newest = self if self.last >= later.last else later
        return Span(
            self.first,
            newest.last,
            self.first_trade,
            newest.last_trade,
            min(self.since, later.since),
            max(self.until, later.until),
            max(self.heard, later.heard),
        )


@dataclass(frozen=True, slots=True)
class Hole:
    """Trades `first` to `last` are missing; their times are `since` .. `until`, both included.

    One that `is_absent` is filled by nobody: the exchange was asked for it, and has none of it.
    """

    first: int
    last: int
    since: int
    until: int
    is_absent: bool = False


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the fewest spans that hold the same trades, by their ids."""
    waiting: Span | None = None
    for span in sorted(spans, key=lambda span: span.first):
        if waiting is not None and waiting.reaches(span):
            waiting = waiting.joined(span)
            continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def spans_of(trades: Iterable[Trade]) -> Iterator[Span]:
    """Give the spans that trades make, in whatever order they came."""
    yield from joined(
        Span(trade.id, trade.id, trade.first_id, trade.last_id, trade.time, trade.time)
        for trade in trades
    )


def spans_in(told: Columns) -> Iterator[Span]:
    """Give the spans of trades that stand by their ids, each of them once."""
    ids, times, firsts, lasts = told.ids, told.times, told.firsts, told.lasts
    if ids and ids[-1] - ids[0] == len(ids) - 1:  # nearly always, and then it is one
        yield Span(ids[0], ids[-1], firsts[0], lasts[-1], min(times), max(times))
    else:
        yield from joined(map(Span, ids, ids, firsts, lasts, times, times))


def holes(spans: Sequence[Span], absent: Sequence[Absence] = ()) -> Iterator[Hole]:
    """Give what is missing between spans and may still be had, as `gaps` gives it."""
    return (one for one in gaps(spans, absent) if not one.is_absent)


def gaps(spans: Sequence[Span], absent: Sequence[Absence] = ()) -> Iterator[Hole]:
    """Give all that is missing between spans that stand in the order of their ids.

    What is `absent` at the exchange stands in the order of its ids, too.
    """
    ends = [one.last for one in absent]
    for before, after in pairwise(spans):
        edges = (before.until, after.since)  # times of an exchange may go backwards
        first, last = before.last + 1, after.first - 1
        near = absent[bisect_left(ends, first) : bisect_right(ends, last) + 1]
        for start, end, is_absent in parted(first, last, near):
            yield Hole(start, end, min(edges), max(edges), is_absent)

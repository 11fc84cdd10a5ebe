"""How far a market's price went, interval by interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades
from application.ticks.read_prices import FRESH
from domain.principal import Principal
from domain.ticks.coverage import Coverage, coverage, known_until
from domain.ticks.intervals import Interval, widened
from domain.ticks.market import Feed, Market
from domain.ticks.moments import bounded, microseconds
from domain.ticks.ranges import Range
from domain.ticks.spans import Span

MOST_MINUTES = 10_080
"""A week: no page reads more of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Intervals that begin in `since` .. `until` (not included), microseconds since 1970."""

    since: int
    until: int
    interval: Interval
    limit: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """A page of ranges; `further` is where the next one begins, None at the end."""

    market: Market
    ranges: Sequence[Range]
    coverage: Coverage
    further: int | None


@service
class ReadRanges:
    look_for: LookFor
    trades: AskedTrades
    absent: Absent
    clock: Clock

    def __call__(
        self, by: Principal, symbol: str, asked: Asked, feed: Feed | None = None
    ) -> Ranges:
        """Return those intervals that had a trade; raises as LookFor.market."""
        market = self.look_for.market(by, symbol, feed)
        interval = asked.interval
        since, until = (interval.next_start(bounded(one)) for one in (asked.since, asked.until))
        limit = min(asked.limit, MOST_MINUTES // interval.minutes)
        spans, absent = self.trades.spans(market.id), self.absent.all(market.id)
        minutes = self.trades.ranges(market.id, since, until, limit * interval.minutes + 1)
        ranges = list(widened(minutes, interval))
        further = ranges[limit].start if len(ranges) > limit else None
        covered = coverage(spans, since, self._ended(spans, since, further or until), absent)
        return Ranges(market, ranges[:limit], covered, further)

    def _ended(self, spans: Sequence[Span], since: int, until: int) -> int:
        """Return up to where an answer can be whole: now, or as far as one that is fresh is known.

        What begins later is asked about as it is: nothing was received of it.
        """
        now = microseconds(self.clock.now())
        known = known_until(spans) + 1
        end = known if since < known <= now < known + FRESH else now
        return min(until, end) if since < end else until

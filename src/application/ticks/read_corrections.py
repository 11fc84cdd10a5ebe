"""What became whole after somebody was told that it was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades
from domain.principal import Principal
from domain.ticks.absence import Absence, without
from domain.ticks.market import Market
from domain.ticks.moments import MINUTE, floor
from domain.ticks.ranges import Range
from domain.ticks.spans import Hole, holes

MOST_MINUTES = 1_440


@dataclass(frozen=True, slots=True)
class Correction:
    """Trades `first` to `last` are missing no longer: `minutes` are those that may have changed.

    A day of them at most.
    """

    first: int
    last: int
    minutes: Sequence[Range]


@service
class ReadCorrections:
    look_for: LookFor
    trades: AskedTrades
    absent: Absent

    def missing(self, by: Principal, market: Market, seen: int) -> Sequence[Hole]:
        """Return holes up to that id; raises MarketNotFound, LevelNotHeld."""
        self.look_for.may_look(by)
        found = holes(self.trades.spans(market.id), self.absent.all(market.id))
        return [one for one in found if one.first <= seen]

    def since(
        self, by: Principal, market: Market, known: Sequence[Hole], now: Sequence[Hole]
    ) -> Sequence[Correction]:
        """Return what is of holes that were known and are no longer; raises as `missing`."""
        self.look_for.may_look(by)
        still = [Absence(one.first, one.last) for one in now]
        return [
            Correction(first, last, self._minutes(market, hole))
            for hole in known
            for first, last in without(hole.first, hole.last, still)
        ]

    def _minutes(self, market: Market, hole: Hole) -> Sequence[Range]:
        since = floor(hole.since, MINUTE)
        return self.trades.ranges(market.id, since, hole.until + 1, MOST_MINUTES)

"""What became whole after somebody was told that it was not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.service import service
from application.ticks.looking import LookFor
from application.ticks.ports import Absent, AskedTrades, OldTrades
from domain.principal import Principal
from domain.ticks.absence import Absence, without
from domain.ticks.market import Market
from domain.ticks.moments import MINUTE, SECOND, floor
from domain.ticks.ranges import Range
from domain.ticks.spans import Hole, holes
from domain.ticks.trade import Trade

MOST_MINUTES = 1_440
MARGIN = 5 * SECOND
"""A correction is told within a second of being kept, by a clock that may be another one."""


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
    old: OldTrades

    def still(self, by: Principal, market: Market, hole: Hole) -> Sequence[Hole]:
        """Return what of it may yet come, for it was not forgotten; raises as `missing`."""
        self.look_for.may_look(by)
        forgotten = [Absence(0, self.old.forgotten(market.id))]
        left = without(hole.first, hole.last, forgotten)
        return [replace(hole, first=first, last=last) for first, last in left]

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

    def may_have_missed(self, by: Principal, market: Market, seen: Trade | None) -> bool:
        """Whether there may be corrections since that trade was the last one; raises as `missing`.

        One that is held no more is of so long ago that there may.
        """
        self.look_for.may_look(by)
        corrected = self.trades.corrected_at(market.id)
        return corrected > (0 if seen is None else max(0, seen.received - MARGIN))

    def _minutes(self, market: Market, hole: Hole) -> Sequence[Range]:
        since = floor(hole.since, MINUTE)
        return self.trades.ranges(market.id, since, hole.until + 1, MOST_MINUTES)

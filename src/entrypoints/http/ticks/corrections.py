"""Events of a market's stream that take back what was said to be missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

import msgspec

from application.ticks.read_corrections import Correction, ReadCorrections
from domain.principal import Principal
from domain.ticks.market import Market
from domain.ticks.spans import Hole
from entrypoints.http.event_stream import Event
from entrypoints.http.ticks.views import RangeView

LOOK_SECONDS: Final = 1.0


class CorrectionView(msgspec.Struct):
    """Trades `first_id` to `last_id` are missing no longer; `minutes` are as they are now."""

    first_id: int
    last_id: int
    minutes: list[RangeView]

    @classmethod
    def of(cls, one: Correction) -> CorrectionView:
        return cls(one.first, one.last, [RangeView.of(each) for each in one.minutes])


class Corrections:
    """What was missing when its reader came, or was told to be since; they are few, mostly none."""

    def __init__(
        self,
        read: ReadCorrections,
        by: Principal,
        market: Market,
        seen: int,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._read, self._by, self._market, self._now = read, by, market, now
        self._known = list(read.missing(by, market, seen))
        self._looked = now()

    def missing(self, hole: Hole) -> None:
        """Take note that the reader was told of it."""
        self._known += self._read.still(self._by, self._market, hole)

    def __call__(self, seen: int) -> Sequence[Event]:
        """Return what became whole since; there is a look in a second at most."""
        if not self._known or self._now() - self._looked < LOOK_SECONDS:
            return ()
        self._looked = self._now()
        left = list(self._read.missing(self._by, self._market, seen))
        found = self._read.since(self._by, self._market, self._known, left)
        self._known = left
        told = (msgspec.json.encode(CorrectionView.of(one)) for one in found)
        return [Event(None, "correction", one) for one in told]

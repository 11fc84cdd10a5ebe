"""Which markets this collector leads, and with which fence."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock
from typing import Final

from application.errors import Unavailable
from application.ticks.ports import Fence, Leadership
from domain.ticks.market import Market, MarketId

RENEWALS: Final = 3


class Leading:
    """`seconds` long leads who was heard; another one takes over after that.

    It is asked for again three times in each lease. While the database is away, nobody can tell
    better who leads.
    """

    def __init__(
        self,
        leadership: Leadership,
        markets: Sequence[Market],
        holder: str,
        seconds: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._leadership, self._markets, self._holder = leadership, markets, holder
        self._seconds, self._now = seconds, now
        self._fences: dict[MarketId, Fence] = {}
        self._due = float("-inf")
        self._lock = Lock()

    def fence(self, market: Market) -> Fence | None:
        return self._fences.get(market.id)

    def led(self) -> Sequence[Market]:
        return [one for one in self._markets if one.id in self._fences]

    def renew(self) -> None:
        """Ask again when it is time."""
        with self._lock:
            if self._now() < self._due:
                return
            self._due = self._now() + self._seconds / RENEWALS
            with suppress(Unavailable):
                for market in self._markets:
                    self._lead(market)

    def lost(self, market: Market) -> None:
        """Take note that somebody else leads."""
        with self._lock:
            self._fences.pop(market.id, None)

    def resign(self) -> None:
        """Let others lead at once; raises Unavailable."""
        for market in self._markets:
            self._leadership.resign(market.id, self._holder)
        self._fences.clear()

    def _lead(self, market: Market) -> None:
        fence = self._leadership.lead(market.id, self._holder, self._seconds)
        if fence is None:
            self._fences.pop(market.id, None)
        else:
            self._fences[market.id] = fence

"""Ask the exchange now and then what it says of a market itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from application.clock import Clock
from application.errors import TooMany, Unavailable
from application.ticks.feed import TradeHistory
from application.ticks.ports import Markets
from application.ticks.reports import Report, Reporter, What
from domain.ticks.market import Market, MarketId
from domain.ticks.moments import microseconds
from domain.ticks.standing import Standing

EVERY_SECONDS: Final = 600.0
AGAIN_SECONDS: Final = 60.0
"""After an answer that was none: trades come first, and this can wait."""


@dataclass(slots=True)
class WatchStandings:
    """What changed is told of; whatever goes wrong with it disturbs nobody."""

    history: TradeHistory
    markets: Markets
    reporter: Reporter
    clock: Clock
    now: Callable[[], float] = time.monotonic
    _due: dict[MarketId, float] = field(default_factory=dict, init=False)
    _known: dict[MarketId, Standing] = field(default_factory=dict, init=False)

    def __call__(self, market: Market) -> None:
        """Ask when it is time."""
        if self.now() < self._due.get(market.id, float("-inf")):
            return
        self._due[market.id] = self.now() + AGAIN_SECONDS
        name = (market.symbol, market.feed)
        try:
            told = self.history.standing(name)
            said = replace(told, told_at=microseconds(self.clock.now()))
            self.markets.stand(market.id, said)
        except (TooMany, Unavailable):
            return
        for what, detail in said.changes(self._known.get(market.id, market.standing)):
            self.reporter.tell(Report(What(what), name, detail))
        self._known[market.id] = said
        self._due[market.id] = self.now() + EVERY_SECONDS

"""A database that can go away."""

from collections.abc import Sequence

from application.errors import Unavailable
from application.ticks.ports import Fence, Kept, KeptTrades
from domain.ticks.market import MarketId
from domain.ticks.trade import Trade


class Away:
    def __init__(self, kept: KeptTrades) -> None:
        self._kept = kept
        self.is_away = False

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        self._check()
        return self._kept.keep(market, trades, fence)

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        self._check()
        self._kept.heard(market, until, fence)

    def _check(self) -> None:
        if self.is_away:
            raise Unavailable("the database", "it is away")

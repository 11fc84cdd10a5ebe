"""Up to when a market is known to have had no further trade, though none came."""

from dataclasses import dataclass, field
from typing import Final

from application.errors import Unavailable
from application.ticks.leading import Leading
from application.ticks.ports import Fence, KeptTrades
from application.ticks.resuming import Resuming
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Market, MarketId
from domain.ticks.moments import SECOND

EVERY: Final = 5 * SECOND
"""So far a market has to be heard further before it is written down."""
SETTLING: Final = SECOND
"""So long after a trade its exchange may tell of it, while it tells of others."""


@dataclass(slots=True)
class Presence:
    """While a stream lives and nothing is in question, a market without trades has none."""

    kept: KeptTrades
    leading: Leading
    resuming: Resuming
    _noted: dict[MarketId, int] = field(default_factory=dict, init=False)

    def heard(self, market: Market, until: int, newest: int, fence: Fence) -> None:
        """Note that the exchange was heard at its time `until`; its newest trade is of `newest`.

        While the database is away nothing is noted: the next sign of life says it as well.
        """
        known = max(newest, self._noted.get(market.id, 0))
        if until - SETTLING < known + EVERY or self.resuming.question(market) is not None:
            return
        try:
            self.kept.heard(market.id, until - SETTLING, fence)
        except NotTheLeader:
            self.leading.lost(market)
        except Unavailable:
            return
        self._noted[market.id] = until - SETTLING

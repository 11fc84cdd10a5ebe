"""Hold our minutes against the exchange's own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from application.ticks.account import Account
from application.ticks.feed import TradeHistory
from application.ticks.incidents import Incident, Incidents, What
from application.ticks.ports import AskedTrades
from domain.ticks.coverage import coverage
from domain.ticks.market import Market, MarketId
from domain.ticks.moments import MINUTE, floor, told
from domain.ticks.ranges import Range

MOST: Final = 1_000
AT_FIRST: Final = 10
"""Minutes that a collector looks back on when it begins."""


@dataclass(slots=True)
class AuditMinutes:
    """Minutes that are over and of which no trade is missing; each once. Raises as the history."""

    history: TradeHistory
    asked: AskedTrades
    account: Account
    incidents: Incidents
    _until: dict[MarketId, int] = field(default_factory=dict, init=False)

    def __call__(self, market: Market) -> None:
        newest = self.asked.newest(market.id)
        if newest is None:
            return
        until = floor(newest.time, MINUTE)
        since = max(self._until.get(market.id, until - AT_FIRST * MINUTE), until - MOST * MINUTE)
        spans = self.asked.spans(market.id)
        since = max(since, -floor(-spans[0].since, MINUTE))
        if since >= until or not coverage(spans, since, until).complete:
            return
        for kept, said in self._both(market, since, until):
            self._compare(market, kept, said)
        self._until[market.id] = until

    def _both(
        self, market: Market, since: int, until: int
    ) -> Iterator[tuple[Range | None, Range | None]]:
        name = (market.symbol, market.feed)
        said = {one.start: one for one in self.history.minutes(name, since, until)}
        kept = {one.start: one for one in self.asked.ranges(market.id, since, until, MOST)}
        for start in sorted(said.keys() | kept.keys()):
            yield kept.get(start), said.get(start)

    def _compare(self, market: Market, kept: Range | None, said: Range | None) -> None:
        self.account.audited += 1
        if kept is not None and said is not None and _sums(kept) == _sums(said):
            return
        self.account.mismatches += 1
        (start,) = {one.start for one in (kept, said) if one is not None}
        detail = f"minute {told(start)}: kept {kept}, the exchange says {said}"
        self.incidents.tell(Incident(What.MISMATCH, (market.symbol, market.feed), detail))


def _sums(one: Range) -> tuple[int, ...]:
    return (one.open, one.high, one.low, one.close, one.volume, one.trades)

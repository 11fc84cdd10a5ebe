"""Keep trades in the database, or in a file while it is away: in the order in which they came."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.feed import Name
from application.ticks.incidents import Incident, Incidents, What
from application.ticks.leading import Leading
from application.ticks.ports import KeptTrades
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Market
from domain.ticks.trade import Trade

PAUSE: Final = 0.5
"""Seconds between two tries at a database that is away."""
AT_ONCE: Final = 50
"""So many batches are read back between two looks at the stream."""


class Batch(NamedTuple):
    name: Name
    trades: Sequence[Trade]
    past: int = 0


class SpillFull(Unavailable):
    """Nothing can be written any more; what was is safe."""

    code = "spill_full"

    def __init__(self, detail: str) -> None:
        super().__init__("the spill file", detail)


class Spill(Protocol):
    """A queue that outlives the process: what `add` returned for is there after any crash."""

    def add(self, batch: Batch) -> None:
        """Raises SpillFull: then it is as if nothing had been asked."""

    def first(self) -> Batch | None:
        """Return the oldest batch; it stays until it is `done`."""

    def done(self) -> None:
        """Forget the oldest batch."""

    def close(self) -> None:
        """Let another one have what waits."""


@dataclass(slots=True)
class Keeper:
    """One thread keeps; the filler, which may wait, asks the database by itself."""

    kept: KeptTrades
    spill: Spill
    leading: Leading
    markets: dict[Name, Market]
    account: Account
    incidents: Incidents
    now: Callable[[], float] = time.monotonic
    _again: float = field(default=float("-inf"), init=False)

    def keep(self, batch: Batch) -> None:
        """Keep it, or put it in the file; raises SpillFull where both cannot be."""
        if self.spill.first() is not None or not self._try(batch):
            self.spill.add(batch)
            self.account.spilled += len(batch.trades)

    def read_back(self) -> bool:
        """Keep the oldest that wait in the file; say whether none waits any more."""
        for _ in range(AT_ONCE):
            if (batch := self.spill.first()) is None:
                return True
            if not self._try(batch):
                return False
            self.spill.done()
        return self.spill.first() is None

    def _try(self, batch: Batch) -> bool:
        """Keep it, or leave it to the leader; say whether that is done with."""
        market = self.markets.get(batch.name)
        fence = None if market is None else self.leading.fence(market)
        if market is None or fence is None:
            self.account.left += len(batch.trades)
            return True
        if self.now() < self._again:
            return False
        try:
            kept = self.kept.keep(market.id, batch.trades, fence)
        except NotTheLeader:
            self.leading.lost(market)
            self.account.left += len(batch.trades)
            self.incidents.tell(Incident(What.NOT_LEADING, batch.name))
        except Unavailable as error:
            self._again = self.now() + PAUSE
            self.incidents.tell(Incident(What.SPILLING, batch.name, str(error)))
            return False
        else:
            self._count(batch, kept.new, kept.held, kept.conflicts)
        return True

    def _count(self, batch: Batch, new: int, held: int, conflicts: Sequence[Trade]) -> None:
        self.account.kept += new
        self.account.duplicates += held
        self.account.conflicts += len(conflicts)
        self.account.late += max(0, batch.past - held - len(conflicts))
        for trade in conflicts:
            told = f"{trade.told_price} {trade.told_quantity} at {trade.time}"
            self.incidents.tell(Incident(What.CONFLICT, batch.name, told, trade.id, trade.id))

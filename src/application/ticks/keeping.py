"""Keep trades in the database, or in a file while it is away: in the order in which they came."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol

from application.errors import Unavailable
from application.ticks.account import Account
from application.ticks.feed import Name
from application.ticks.leading import Leading
from application.ticks.ports import KeptTrades
from application.ticks.reports import Report, Reporter, What
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Market
from domain.ticks.trade import Trade

PAUSE: Final = 0.5
"""Seconds between two tries at a database that is away."""
AT_ONCE: Final = 50
"""So many batches are read back between two looks at the stream."""
AT_LEAST: Final = 2
"""Of each market; one batch of it may come meanwhile."""
MOST_TOLD: Final = 20
"""Of a batch's conflicts; all are counted."""
LOOK_SECONDS: Final = 5.0
"""Between two looks for files of processes that are gone."""
Trouble = Literal["away", "full"]


class Batch(NamedTuple):
    name: Name
    trades: Sequence[Trade]
    past: int = 0


class Damaged(NamedTuple):
    """`size` bytes of a file could not be read; ids of their trades as far as they are known."""

    size: int
    first: int | None = None
    last: int | None = None


class SpillFull(Unavailable):
    """Nothing can be written any more; what was is safe."""

    code = "spill_full"

    def __init__(self, detail: str) -> None:
        super().__init__("the spill file", detail)


class Spill(Protocol):
    """A queue of each market that outlives the process: what `add` returned for stays.

    It is there after any crash, until it is `done`.
    """

    def add(self, batch: Batch) -> None:
        """Raises SpillFull: then it is as if nothing had been asked."""

    def first(self, name: Name) -> Batch | None:
        """Return a market's oldest batch; it stays until it is `done`."""

    def done(self, name: Name) -> None:
        """Forget a market's oldest batch."""

    def damaged(self, name: Name) -> Sequence[Damaged]:
        """Return what could not be read of a market's since this was asked last."""

    def adopt(self, name: Name) -> None:
        """Take over what waits of a market and whose process is gone; raises OSError."""

    def close(self) -> None:
        """Let another one have what waits."""


@dataclass(slots=True)
class Keeper:
    """One thread keeps; the filler, which may wait, asks the database by itself.

    A batch is done with when it is kept, or when its fence was refused because another one leads.
    One that nobody leads yet waits in the file.
    """

    kept: KeptTrades
    spill: Spill
    leading: Leading
    markets: dict[Name, Market]
    account: Account
    reporter: Reporter
    now: Callable[[], float] = time.monotonic
    _again: float = field(default=float("-inf"), init=False)
    _look: float = field(default=float("-inf"), init=False)
    _troubles: set[Trouble] = field(default_factory=set, init=False)

    def keep(self, batch: Batch) -> None:
        """Keep it, or put it in the file; raises SpillFull where both cannot be."""
        if self.spill.first(batch.name) is None and self._try(batch):
            self._troubles.discard("full")
            return
        try:
            self.spill.add(batch)
        except SpillFull as error:
            self._tell("full", batch.name, error)
            raise
        self._troubles.discard("full")
        self.account.spilled += len(batch.trades)

    def read_back(self) -> bool:
        """Keep the oldest that wait in the file; say whether none waits that can be kept."""
        self._adopt()
        led = self._led()
        each = max(AT_LEAST, AT_ONCE // max(1, len(led)))
        for name in led:
            if not self._read_back(name, each):
                break
        return not self.is_behind()

    def _read_back(self, name: Name, most: int) -> bool:
        """Keep a market's oldest; say whether all went well."""
        for _ in range(most):
            batch = self.spill.first(name)
            self._tell_damaged(name)
            if batch is None:
                return True
            if not self._try(batch):
                return False
            self.spill.done(name)
        return True

    def _tell_damaged(self, name: Name) -> None:
        """What cannot be read any more is missing between what is held: it is asked for again."""
        for one in self.spill.damaged(name):
            told = f"{one.size} bytes of the file of waiting trades cannot be read"
            self.reporter.tell(Report(What.DAMAGED, name, told, one.first, one.last))

    def is_behind(self) -> bool:
        """Whether something waits in the file of a market that is led."""
        return any(map(self.waits, self._led()))

    def waits(self, name: Name) -> bool:
        """Whether something of that market waits in the file."""
        return self.spill.first(name) is not None

    def _led(self) -> Sequence[Name]:
        return [(one.symbol, one.feed) for one in self.leading.led()]

    def _adopt(self) -> None:
        """Look from time to time for what waits of processes that are gone."""
        if self.now() < self._look:
            return
        self._look = self.now() + LOOK_SECONDS
        for name in self._led():
            with suppress(OSError):  # it stays where it is, and is looked for again
                self.spill.adopt(name)

    def _try(self, batch: Batch) -> bool:
        """Keep it, or leave it to the leader; say whether that is done with."""
        market = self.markets.get(batch.name)
        fence = None if market is None else self.leading.fence(market)
        if market is None or fence is None or self.now() < self._again:
            return False
        try:
            kept = self.kept.keep(market.id, batch.trades, fence)
        except NotTheLeader:
            self.leading.lost(market)
            self.account.left += len(batch.trades)
            self.reporter.tell(Report(What.NOT_LEADING, batch.name))
        except Unavailable as error:
            self._again = self.now() + PAUSE
            self._tell("away", batch.name, error)
            return False
        else:
            self._troubles.discard("away")
            self._count(batch, kept.new, kept.held, kept.conflicts)
        return True

    def _tell(self, trouble: Trouble, name: Name, error: Unavailable) -> None:
        """Tell it once, until it is over."""
        if trouble not in self._troubles:
            self._troubles.add(trouble)
            self.reporter.tell(Report(What.SPILLING, name, str(error)))

    def _count(self, batch: Batch, new: int, held: int, conflicts: Sequence[Trade]) -> None:
        self.account.kept += new
        self.account.duplicates += held
        self.account.conflicts += len(conflicts)
        self.account.late += max(0, batch.past - held - len(conflicts))
        for trade in conflicts[:MOST_TOLD]:
            told = f"{trade.told_price} {trade.told_quantity} at {trade.time}"
            self.reporter.tell(Report(What.CONFLICT, batch.name, told, trade.id, trade.id))

"""What ticks need from the outside world."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NewType, Protocol

from domain.ticks.absence import Absence
from domain.ticks.audited import AuditedDay
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.incident import Incident, IncidentNumber
from domain.ticks.market import Feed, Market, MarketId
from domain.ticks.ranges import Range
from domain.ticks.spans import Span
from domain.ticks.standing import Standing
from domain.ticks.trade import Trade

Fence = NewType("Fence", int)
"""Grows with each new leader of a market; what comes with an older one is refused."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of trades: `new` are kept now, `held` were there already, the same.

    `conflicts` have the id of a trade that is held and say another thing: the first one stays.
    """

    new: int
    held: int
    conflicts: Sequence[Trade] = field(default=())


class Markets(Protocol):
    def opened(self, symbol: str, feed: Feed) -> Market:
        """Return the market; make it if there is none. Two at once make one."""

    def all(self) -> Sequence[Market]:
        """Return every market, by symbol and feed."""

    def find(self, symbol: str, feed: Feed | None = None) -> Market | None:
        """Return the market; without a feed the aggregates', or else the trades'."""

    def stand(self, market: MarketId, standing: Standing) -> None:
        """Keep what the exchange says of it; raises Unavailable."""


class Leadership(Protocol):
    def lead(self, market: MarketId, holder: str, seconds: float) -> Fence | None:
        """Return the fence of the holder, who leads for so long; None while another one leads.

        Raises Unavailable where the database is away or of another version.
        """

    def resign(self, market: MarketId, holder: str) -> None:
        """Let another one lead at once."""


class KeptTrades(Protocol):
    """All that is written of a batch is written in one transaction, or none of it."""

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        """Keep trades in any order, with the ranges, seconds and spans that they change.

        Raises NotTheLeader, and Unavailable where the database is away or of another version: then
        nothing is kept.
        """

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        """Note that after the newest trade there was no other until then; raises NotTheLeader."""


class AskedTrades(Protocol):
    """Times are microseconds since 1970 UTC."""

    def newest(self, market: MarketId) -> Trade | None:
        """Return the trade with the greatest id."""

    def last_before(self, market: MarketId, second: int) -> Trade | None:
        """Return the last trade before the beginning of a second, by (time, id)."""

    def ranges(self, market: MarketId, since: int, until: int, limit: int) -> Sequence[Range]:
        """Return minute ranges that begin in `since` .. `until` (not included), in order."""

    def trades(self, market: MarketId, first: int, limit: int) -> Sequence[Trade]:
        """Return trades from that id on, by id."""

    def spans(self, market: MarketId) -> Sequence[Span]:
        """Return what is held, by id."""

    def corrected_at(self, market: MarketId) -> int:
        """Return when something was kept last that lies before the newest trade, or 0.

        That is a trade which came late, or an absence; by the clock of whoever kept it.
        """


class Backfills(Protocol):
    def add(self, backfill: Backfill) -> None:
        """Keep what was asked for; the same id again changes nothing."""

    def find(self, market: MarketId, id: BackfillId) -> Backfill | None: ...

    def of(self, market: MarketId) -> Sequence[Backfill]:
        """Return every backfill that is not settled, the oldest first."""

    def save(self, backfill: Backfill, *, settled: bool = False) -> None:
        """Keep what is known of it now; one that is settled is not looked at any more."""


class Absent(Protocol):
    """What the exchange was asked for and has not."""

    def note(self, market: MarketId, first: int, last: int, fence: Fence) -> None:
        """Keep that there are no trades `first` to `last`; raises NotTheLeader."""

    def all(self, market: MarketId) -> Sequence[Absence]:
        """Return the fewest that name all of them, by id."""


class Incidents(Protocol):
    def note(self, incident: Incident) -> None:
        """Keep it, as `Incident.bounded` cuts it."""

    def newest(
        self, market: MarketId | None, limit: int, before: IncidentNumber | None = None
    ) -> Sequence[tuple[IncidentNumber, Incident]]:
        """Return a market's, or those of no known market, with numbers; the latest first."""

    def forget(self, before: int) -> int:
        """Forget those of before that moment, microseconds since 1970; return how many."""


class Audits(Protocol):
    """Minutes are told by their beginning, microseconds since 1970."""

    def note(self, market: MarketId, agreed: Sequence[int], differing: Sequence[int]) -> None:
        """Keep that these minutes were held against the exchange's; raises Unavailable."""

    def of(self, market: MarketId, start: int) -> AuditedDay:
        """Return what is known of the day that begins there."""


class OldTrades(Protocol):
    def forgotten(self, market: MarketId) -> int:
        """Return up to which id trades are kept no longer, -1 where all are."""

    def forget(self, market: MarketId, before: int) -> int:
        """Forget trades up to the last one before a second, microseconds since 1970.

        The last trade of each second stays, and so do ranges and spans: prices are told as before.
        What was forgotten is not new when it is told again. Returns how many are gone.
        """

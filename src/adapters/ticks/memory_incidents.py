"""What exchanges have not, what went wrong, and what is old, in dictionaries."""

from collections.abc import Sequence
from dataclasses import field

from adapters.clock import SystemClock
from adapters.database.memory import MemoryDatabase
from adapters.ticks.memory import book_of, led_book
from application.clock import Clock
from application.service import service
from application.ticks.ports import Fence
from domain.ticks.absence import Absence, merged
from domain.ticks.incident import Incident, IncidentNumber
from domain.ticks.market import MarketId
from domain.ticks.moments import SECOND, microseconds

INCIDENTS = "tick_incidents"


@service
class InMemoryAbsent:
    database: MemoryDatabase
    clock: Clock = field(default_factory=SystemClock)

    def note(self, market: MarketId, first: int, last: int, fence: Fence) -> None:
        with self.database.lock:
            book = led_book(self.database, market, fence)
            book.absent = merged([*book.absent, Absence(first, last)])
            book.corrected_at = microseconds(self.clock.now())

    def all(self, market: MarketId) -> Sequence[Absence]:
        return list(book_of(self.database, market).absent)


@service
class InMemoryIncidents:
    database: MemoryDatabase

    def note(self, incident: Incident) -> None:
        with self.database.writing() as work:
            kept = work.table(INCIDENTS)
            kept[max(kept, default=0) + 1] = incident.bounded()
            work.commit()

    def newest(
        self, market: MarketId | None, limit: int, before: IncidentNumber | None = None
    ) -> Sequence[tuple[IncidentNumber, Incident]]:
        kept = sorted(self.database.rows(INCIDENTS).items(), reverse=True)
        fits = [
            (IncidentNumber(number), one)
            for number, one in kept
            if one.market == market and (before is None or number < before)
        ]
        return fits[:limit]

    def forget(self, before: int) -> int:
        with self.database.writing() as work:
            kept = work.table(INCIDENTS)
            old = [number for number, one in kept.items() if one.at < before]
            for number in old:
                del kept[number]
            work.commit()
        return len(old)


@service
class InMemoryOldTrades:
    database: MemoryDatabase

    def forgotten(self, market: MarketId) -> int:
        return book_of(self.database, market).forgotten

    def forget(self, market: MarketId, before: int) -> int:
        with self.database.lock:
            book = book_of(self.database, market)
            old = [second for second in book.seconds if second * SECOND < before]
            if not old:
                return 0
            last = min(book.seconds[max(old)][1], max(book.trades) - 1)
            closes = {number for _, number in book.seconds.values()}
            gone = [
                number
                for number in book.trades
                if book.forgotten < number <= last and number not in closes
            ]
            for number in gone:
                del book.trades[number]
            book.forgotten = max(book.forgotten, last)
            return len(gone)

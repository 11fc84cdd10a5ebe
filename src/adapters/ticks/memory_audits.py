"""Which minutes were audited, in a dictionary."""

from collections.abc import Sequence

from adapters.database.memory import MemoryDatabase
from application.service import service
from domain.ticks.audited import DAY, AuditedDay
from domain.ticks.market import MarketId
from domain.ticks.moments import floor

AUDITS = "tick_audits"


@service
class InMemoryAudits:
    database: MemoryDatabase

    def note(self, market: MarketId, agreed: Sequence[int], differing: Sequence[int]) -> None:
        with self.database.writing() as work:
            days = work.table(AUDITS)
            for start in {floor(one, DAY) for one in (*agreed, *differing)}:
                day = days.get((market, start), AuditedDay(start))
                days[market, start] = day.judged(agreed, differing)
            work.commit()

    def of(self, market: MarketId, start: int) -> AuditedDay:
        found: AuditedDay = self.database.rows(AUDITS).get((market, start), AuditedDay(start))
        return found

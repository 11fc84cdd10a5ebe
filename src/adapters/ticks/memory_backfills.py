"""Backfills in a dictionary."""

from collections.abc import Sequence

from adapters.database.memory import MemoryDatabase
from application.service import service
from domain.ticks.backfill import Backfill, BackfillId
from domain.ticks.market import MarketId

BACKFILLS = "tick_backfills"


@service
class InMemoryBackfills:
    database: MemoryDatabase

    def add(self, backfill: Backfill) -> None:
        with self.database.writing() as work:
            work.table(BACKFILLS).setdefault(backfill.id, (backfill, False))
            work.commit()

    def find(self, market: MarketId, id: BackfillId) -> Backfill | None:
        found: Backfill | None = self.database.rows(BACKFILLS).get(id, (None, False))[0]
        return found if found is not None and found.market == market else None

    def of(self, market: MarketId) -> Sequence[Backfill]:
        rows: list[tuple[Backfill, bool]] = list(self.database.rows(BACKFILLS).values())
        found = [one for one, settled in rows if one.market == market and not settled]
        return sorted(found, key=lambda one: (one.asked_at, one.id))

    def save(self, backfill: Backfill, *, settled: bool = False) -> None:
        with self.database.writing() as work:
            work.table(BACKFILLS)[backfill.id] = (backfill, settled)
            work.commit()

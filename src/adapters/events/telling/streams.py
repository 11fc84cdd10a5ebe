"""How much waits, counted in SQL and in memory."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from adapters.events.journal.memory import EVENTS, QUARANTINE, furthest
from adapters.events.processing.memory import BACKLOG, RELAYS
from adapters.events.tables import event_backlog, event_quarantine, event_relays, events
from application.events.telling.read_streams import Tail
from application.service import service
from domain.events.backlog import Waiting
from domain.ids import OrganisationId

held = event_backlog.c


@service
class SqlStreamsReader:
    database: SqlDatabase

    def tail(self) -> Tail:
        """Positions have no gaps but for commits that failed: what is told may be a little high."""
        last = select(func.coalesce(func.max(events.c.position), 0)).scalar_subquery()
        reached = select(func.coalesce(func.max(event_relays.c.position), 0)).scalar_subquery()
        waiting = select(events.c.received_at).order_by(events.c.position).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(select(last.label("last"), reached.label("reached"))).one()
            oldest = connection.scalar(waiting.where(events.c.position > row.reached))
        return Tail(row.last, max(0, row.last - row.reached) if oldest else 0, oldest)

    def waiting(self, organisation_id: OrganisationId) -> Mapping[tuple[str, Waiting], int]:
        counted = select(held.consumer, held.state, func.count().label("number")).where(
            held.organisation_id == organisation_id
        )
        with self.database.reading() as connection:
            rows = connection.execute(counted.group_by(held.consumer, held.state)).all()
        return {(row.consumer, Waiting(row.state)): row.number for row in rows}

    def quarantined(self, organisation_id: OrganisationId) -> int:
        ours = event_quarantine.c.organisation_id == organisation_id
        with self.database.reading() as connection:
            return connection.scalar(select(func.count()).where(ours)) or 0


@service
class InMemoryStreamsReader:
    database: MemoryDatabase

    def tail(self) -> Tail:
        rows = self.database.rows(EVENTS)
        reached = max(self.database.rows(RELAYS), default=0)
        waiting = [one.entry.received_at for one in rows.values() if one.position > reached]
        return Tail(furthest(rows), len(waiting), min(waiting, default=None))

    def waiting(self, organisation_id: OrganisationId) -> Mapping[tuple[str, Waiting], int]:
        rows = self.database.rows(BACKLOG).values()
        ours = [one for one in rows if one.organisation_id == organisation_id]
        return Counter((one.consumer, one.state) for one in ours)

    def quarantined(self, organisation_id: OrganisationId) -> int:
        rows = self.database.rows(QUARANTINE).values()
        return sum(entry.organisation_id == organisation_id for entry, _ in rows)

"""How far an event is, in SQL and in memory."""

from collections.abc import Collection

from sqlalchemy import select

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from adapters.events.journal.memory import QUARANTINE
from adapters.events.journal.rows import to_journalled
from adapters.events.journal.sorting import told
from adapters.events.processing.memory import BACKLOG, MARKS
from adapters.events.processing.rows import to_item
from adapters.events.tables import event_backlog, event_marks, event_quarantine
from application.events.telling.ports import Quarantined
from application.service import service
from domain.events.status import Progress
from domain.ids import OrganisationId

kept = event_quarantine.c


@service
class SqlProgressReader:
    database: SqlDatabase

    def of(self, position: int, consumers: Collection[str]) -> Progress:
        marks = select(event_marks.c.consumer, event_marks.c.at).where(
            event_marks.c.consumer.in_(consumers), event_marks.c.position == position
        )
        waiting = select(event_backlog).where(
            event_backlog.c.consumer.in_(consumers), event_backlog.c.position == position
        )
        with self.database.reading() as connection:
            done = connection.execute(marks).all()
            rows = connection.execute(waiting).all()
        return Progress({one.consumer: one.at for one in done}, [to_item(row) for row in rows])

    def quarantined(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Quarantined | None:
        told = (
            kept.organisation_id == organisation_id,
            kept.source == source,
            kept.external_id == external_id,
        )
        newest = select(event_quarantine).where(*told).order_by(kept.position.desc()).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(newest).one_or_none()
        return None if row is None else Quarantined(to_journalled(row).entry, row.reason)


@service
class InMemoryProgressReader:
    database: MemoryDatabase

    def of(self, position: int, consumers: Collection[str]) -> Progress:
        marks, backlog = self.database.rows(MARKS), self.database.rows(BACKLOG)
        asked = [(one, position) for one in consumers]
        return Progress(
            {one[0]: marks[one] for one in asked if one in marks},
            [backlog[one] for one in asked if one in backlog],
        )

    def quarantined(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Quarantined | None:
        asked = (organisation_id, source, external_id)
        rows = self.database.rows(QUARANTINE).values()
        found = [(one, reason) for one, reason in rows if told(one) == asked]
        return Quarantined(*found[-1]) if found else None

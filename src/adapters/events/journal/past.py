"""One organisation's part of the journal, in SQL and in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from adapters.events.journal.memory import EVENTS
from adapters.events.journal.rows import to_journalled
from adapters.events.processing.memory import HORIZON
from adapters.events.tables import event_horizons, events
from application.service import service
from domain.events.entry import Journalled
from domain.ids import OrganisationId

held = events.c
SLACK = timedelta(minutes=1)
"""So much earlier than another, one that stands behind it may say that it came."""


@service
class SqlPast:
    database: SqlDatabase

    def after(
        self, organisation_id: OrganisationId, position: int, limit: int
    ) -> Sequence[Journalled]:
        ours = (held.organisation_id == organisation_id, held.position > position)
        following = select(events).where(*ours).order_by(held.position).limit(limit)
        with self.database.reading() as connection:
            return [to_journalled(row) for row in connection.execute(following)]

    def before(self, organisation_id: OrganisationId, moment: datetime) -> int:
        ours = (held.organisation_id == organisation_id, held.received_at >= moment - SLACK)
        first = select(held.position).where(*ours).order_by(held.received_at, held.position)
        with self.database.reading() as connection:
            found = connection.scalar(first.limit(1))
        return 0 if found is None else found - 1

    def forgotten_until(self) -> datetime | None:
        latest = select(event_horizons.c.received_at).order_by(event_horizons.c.position.desc())
        with self.database.reading() as connection:
            return connection.scalar(latest.limit(1))


@service
class InMemoryPast:
    database: MemoryDatabase

    def after(
        self, organisation_id: OrganisationId, position: int, limit: int
    ) -> Sequence[Journalled]:
        ours = [one for one in self._ours(organisation_id) if one.position > position]
        return ours[:limit]

    def before(self, organisation_id: OrganisationId, moment: datetime) -> int:
        ours = self._ours(organisation_id)
        since = (one.position for one in ours if one.entry.received_at >= moment - SLACK)
        return min(since, default=1) - 1

    def forgotten_until(self) -> datetime | None:
        horizon = self.database.rows(HORIZON).get(0)
        return horizon[1] if horizon else None

    def _ours(self, organisation_id: OrganisationId) -> list[Journalled]:
        rows: list[Journalled] = list(self.database.rows(EVENTS).values())
        return [one for one in rows if one.entry.organisation_id == organisation_id]

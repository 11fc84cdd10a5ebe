"""Sources in a relational database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from adapters.database.inserts import inserting
from adapters.database.paging import page_of
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase, take_turn
from adapters.events.sources.rows import to_row, to_source
from adapters.events.tables import event_sources
from adapters.permissions.access.acts import record_in_sql
from application.access.acts import Act
from application.events.limits.ports import BucketId, OwnRate
from application.paging import Page, Window
from application.service import service
from domain.events.limits.policy import Policy
from domain.events.sources.errors import SourceChanged, SourceNameTaken, TooManySources
from domain.events.sources.source import Source, SourceId
from domain.ids import OrganisationId

held = event_sources.c
ADDING = 0x536F7572
"""The lock under which sources are counted and added."""
RATED = select(held.id, held.name, held.per_second, held.burst).where(
    held.organisation_id == bindparam("organisation_id"),
    held.removed_at.is_(None),
    held.per_second.is_not(None),
)


@service
class SqlSourceStore:
    database: SqlDatabase

    def add(self, source: Source, most: int, act: Act) -> None:
        with self.database.writing() as connection:
            take_turn(connection, ADDING)
            here = (held.organisation_id == source.organisation_id, held.removed_at.is_(None))
            if connection.execute(select(func.count()).where(*here)).scalar_one() >= most:
                raise TooManySources(most)
            once = inserting(event_sources, connection.dialect.name).on_conflict_do_nothing()
            if connection.execute(once.returning(held.id), to_row(source)).first() is None:
                raise SourceNameTaken
            record_in_sql(connection, act)
            connection.commit()

    def save(self, source: Source, act: Act) -> None:
        before = (held.id == source.id, held.version == source.version - 1)
        with self.database.writing() as connection:
            done = update(event_sources).where(*before).values(to_row(source)).returning(held.id)
            if connection.execute(done).first() is None:
                raise SourceChanged
            record_in_sql(connection, act)
            connection.commit()

    def by_id(self, id: SourceId) -> Source | None:
        with self.database.reading() as connection:
            return _one(connection, held.id == id)

    def named(self, organisation_id: OrganisationId, name: str) -> Source | None:
        with self.database.reading() as connection:
            return _one(connection, held.organisation_id == organisation_id, held.name == name)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Source]:
        here = (held.organisation_id == organisation_id, held.removed_at.is_(None))
        after = () if window.after is None else (held.id < window.after,)
        chosen = select(event_sources).where(*here, *after).order_by(held.id.desc())
        with self.database.reading() as connection:
            rows = connection.execute(chosen.limit(window.limit + 1))
            return page_of([to_source(row) for row in rows], window, lambda one: one.id)

    def own_rates(self, organisation_id: OrganisationId) -> Mapping[str, OwnRate]:
        rated = asked(self.database, RATED, {"organisation_id": organisation_id})
        return {
            row.name: OwnRate(
                BucketId(organisation_id, str(row.id)), Policy(row.per_second, row.burst)
            )
            for row in rated
        }


def _one(connection: Connection, *conditions: Any) -> Source | None:
    """Return the one that is still there, or else the last that was."""
    there_first = (held.removed_at.is_not(None), held.id.desc())
    chosen = select(event_sources).where(*conditions).order_by(*there_first).limit(1)
    row = connection.execute(chosen).one_or_none()
    return None if row is None else to_source(row)

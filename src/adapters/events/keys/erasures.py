"""Erasures, in SQL and in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, func, insert, select

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from adapters.events.journal.memory import EVENTS, QUARANTINE
from adapters.events.keys.memory import KEYS, SUBJECTS
from adapters.events.tables import event_erasures, event_quarantine, events, subject_keys
from application.service import service
from domain.events.erasure import Erasure
from domain.ids import OrganisationId, UserId

ERASURES = "event_erasures"
SEALED: Mapping[str, Table] = {"journal": events, "quarantine": event_quarantine}


@service
class SqlErasures:
    database: SqlDatabase

    def erase(self, erasure: Erasure) -> Erasure:
        its = (
            subject_keys.c.organisation_id == erasure.organisation_id,
            subject_keys.c.subject == erasure.subject,
        )
        with self.database.writing() as connection:
            _overwrite_what_is_freed(connection)
            gone = delete(subject_keys).where(*its).returning(subject_keys.c.id)
            done = replace(erasure, key_id=connection.scalar(gone))
            connection.execute(insert(event_erasures), _row(done))
            connection.commit()
        return done

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Erasure | None:
        its = (event_erasures.c.organisation_id == organisation_id, event_erasures.c.id == id)
        with self.database.reading() as connection:
            row = connection.execute(select(event_erasures).where(*its)).one_or_none()
        return None if row is None else _erasure(row)

    def keys_of(self, organisation_id: OrganisationId, subject: str) -> Sequence[UUID]:
        destroyed = select(event_erasures.c.key_id).where(
            event_erasures.c.organisation_id == organisation_id,
            event_erasures.c.subject == subject,
            event_erasures.c.key_id.is_not(None),
        )
        with self.database.reading() as connection:
            return list(connection.scalars(destroyed))

    def entries(self, keys: Collection[UUID], types: Collection[str]) -> Sequence[UUID]:
        chosen = select(events.c.id).where(events.c.key_id.in_(keys), events.c.type.in_(types))
        with self.database.reading() as connection:
            return list(connection.scalars(chosen))

    def sealed(self, keys: Collection[UUID]) -> dict[str, int]:
        with self.database.reading() as connection:
            return {name: _count(connection, table, keys) for name, table in SEALED.items()}

    def keys_left(self, keys: Collection[UUID]) -> int:
        left = select(func.count()).where(subject_keys.c.id.in_(keys))
        with self.database.reading() as connection:
            return connection.scalar(left) or 0


def _overwrite_what_is_freed(connection: Connection) -> None:
    """SQLite leaves deleted bytes in the file (https://sqlite.org/pragma.html#pragma_secure_delete)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _count(connection: Connection, table: Table, keys: Collection[UUID]) -> int:
    return connection.scalar(select(func.count()).where(table.c.key_id.in_(keys))) or 0


def _row(erasure: Erasure) -> dict[str, Any]:
    return {name: getattr(erasure, name) for name in event_erasures.columns.keys()}  # noqa: SIM118 - no dict


def _erasure(row: Any) -> Erasure:
    return Erasure(
        id=row.id,
        organisation_id=OrganisationId(row.organisation_id),
        subject=row.subject,
        key_id=row.key_id,
        asked_by=UserId(row.asked_by),
        asked_at=row.asked_at,
    )


@service
class InMemoryErasures:
    database: MemoryDatabase

    def erase(self, erasure: Erasure) -> Erasure:
        with self.database.writing() as work:
            its = (erasure.organisation_id, erasure.subject)
            gone = work.table(SUBJECTS).pop(its, None)
            if gone is not None:
                del work.table(KEYS)[gone.id]
            done = replace(erasure, key_id=gone.id if gone else None)
            work.table(ERASURES)[done.id] = done
            work.commit()
        return done

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Erasure | None:
        found: Erasure | None = self.database.rows(ERASURES).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def keys_of(self, organisation_id: OrganisationId, subject: str) -> Sequence[UUID]:
        rows: list[Erasure] = list(self.database.rows(ERASURES).values())
        asked = (organisation_id, subject)
        ours = [one for one in rows if (one.organisation_id, one.subject) == asked]
        return [one.key_id for one in ours if one.key_id is not None]

    def entries(self, keys: Collection[UUID], types: Collection[str]) -> Sequence[UUID]:
        rows = [one.entry for one in self.database.rows(EVENTS).values()]
        return [one.id for one in rows if one.key_id in keys and one.type in types]

    def sealed(self, keys: Collection[UUID]) -> dict[str, int]:
        journal = [one.entry for one in self.database.rows(EVENTS).values()]
        held = [one for one, _ in self.database.rows(QUARANTINE).values()]
        places = {"journal": journal, "quarantine": held}
        return {name: sum(one.key_id in keys for one in rows) for name, rows in places.items()}

    def keys_left(self, keys: Collection[UUID]) -> int:
        return sum(one in self.database.rows(KEYS) for one in keys)

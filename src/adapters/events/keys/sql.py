"""Subject keys in a relational database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from adapters.database.chunks import chunks
from adapters.database.inserts import insert_once
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.tables import subject_keys
from application.events.ports import WrappedKey
from application.service import service
from domain.ids import OrganisationId

held = subject_keys.c
BY_IDS = select(held.id, held.wrapped).where(held.id.in_(bindparam("ids", expanding=True)))


@service
class SqlSubjectKeys:
    database: SqlDatabase

    def held_for(
        self, organisation_id: OrganisationId, subjects: Collection[str]
    ) -> Mapping[str, WrappedKey]:
        with self.database.reading() as connection:
            return _held(connection, organisation_id, subjects)

    def add(
        self, organisation_id: OrganisationId, keys: Mapping[str, WrappedKey], now: datetime
    ) -> Mapping[str, WrappedKey]:
        with self.database.writing() as connection:
            for subject in sorted(keys):  # whoever adds the same ones waits in the same order
                row = {
                    "id": keys[subject].id,
                    "organisation_id": organisation_id,
                    "subject": subject,
                    "wrapped": keys[subject].wrapped,
                    "made_at": now,
                }
                insert_once(connection, subject_keys, row)
            found = _held(connection, organisation_id, keys)
            connection.commit()
        return found

    def by_ids(self, ids: Collection[UUID]) -> Mapping[UUID, WrappedKey]:
        return {
            row.id: _key(row)
            for some in chunks(ids)
            for row in asked(self.database, BY_IDS, {"ids": list(some)})
        }


def _held(
    connection: Connection, organisation_id: OrganisationId, subjects: Collection[str]
) -> dict[str, WrappedKey]:
    ours = select(held.id, held.subject, held.wrapped).where(
        held.organisation_id == organisation_id
    )
    return {
        row.subject: _key(row)
        for some in chunks(subjects)
        for row in connection.execute(ours.where(held.subject.in_(some)))
    }


def _key(row: Any) -> WrappedKey:
    return WrappedKey(row.id, row.wrapped)

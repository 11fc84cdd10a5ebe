"""Keys for programs, kept in a relational database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, select, update

from adapters.database.inserts import insert_once
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.machine_tables import api_keys
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.api_key import ApiKey, KeyDigest, KeyId
from domain.permissions.access.machine import KeyScope


@service
class SqlApiKeyRepository:
    connection: Connection

    def by_id(self, organisation_id: OrganisationId, id: KeyId) -> ApiKey | None:
        own = select(api_keys).where(
            api_keys.c.id == id, api_keys.c.organisation_id == organisation_id
        )
        row = self.connection.execute(own).one_or_none()
        return None if row is None else _to_key(row)

    def add(self, key: ApiKey) -> bool:
        row = {name: getattr(key, name) for name in ApiKey.__slots__}
        return insert_once(self.connection, api_keys, {**row, "scope": key.scope.value})

    def used(self, id: KeyId, at: datetime) -> None:
        own = update(api_keys).where(api_keys.c.id == id)
        self.connection.execute(own.values(last_used_at=at))

    def remove(self, key: ApiKey) -> None:
        self.connection.execute(delete(api_keys).where(api_keys.c.id == key.id))

    def remove_all(self, organisation_id: OrganisationId, person_id: UserId) -> None:
        self.connection.execute(delete(api_keys).where(_of(organisation_id, person_id)))

    def count(self, organisation_id: OrganisationId, person_id: UserId) -> int:
        own = select(func.count()).select_from(api_keys).where(_of(organisation_id, person_id))
        return int(self.connection.execute(own).scalar_one())


@service
class SqlApiKeysReader:
    database: SqlDatabase

    def by_digest(self, digest: KeyDigest) -> ApiKey | None:
        with self.database.reading() as connection:
            own = select(api_keys).where(api_keys.c.digest == digest)
            row = connection.execute(own).one_or_none()
        return None if row is None else _to_key(row)

    def listed(
        self, organisation_id: OrganisationId, person_id: UserId | None, window: Window
    ) -> Page[ApiKey]:
        asked = (
            select(api_keys)
            .where(api_keys.c.organisation_id == organisation_id)
            .order_by(api_keys.c.id.desc())
            .limit(window.limit + 1)
        )
        if person_id is not None:
            asked = asked.where(api_keys.c.person_id == person_id)
        if window.after is not None:
            asked = asked.where(api_keys.c.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(asked).all()
        return page_of([_to_key(row) for row in rows], window, lambda key: key.id)


def _of(organisation_id: OrganisationId, person_id: UserId) -> ColumnElement[bool]:
    return and_(api_keys.c.organisation_id == organisation_id, api_keys.c.person_id == person_id)


def _to_key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=KeyId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        person_id=UserId(row.person_id),
        name=row.name,
        scope=KeyScope(row.scope),
        digest=KeyDigest(row.digest),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )

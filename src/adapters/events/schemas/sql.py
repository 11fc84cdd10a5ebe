"""Schemas in a relational database."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from adapters.database.inserts import inserting
from adapters.database.paging import page_of
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.tables import event_schemas
from application.paging import Page, Window
from application.service import service
from domain.events.schemas.errors import SchemaOvertaken
from domain.events.schemas.version import Compatibility, Mode, SchemaVersion
from domain.ids import OrganisationId, UserId

held = event_schemas.c
NEWEST = (
    select(held.type, func.max(held.version).label("version"))
    .where(held.organisation_id == bindparam("organisation_id"))
    .group_by(held.type)
)


@service
class SqlSchemaStore:
    database: SqlDatabase

    def add(self, version: SchemaVersion) -> None:
        with self.database.writing() as connection:
            once = inserting(event_schemas, connection.dialect.name).on_conflict_do_nothing()
            if connection.execute(once.returning(held.id), _to_row(version)).first() is None:
                raise SchemaOvertaken
            connection.commit()

    def one(self, organisation_id: OrganisationId, type: str, version: int) -> SchemaVersion | None:
        named = (held.organisation_id == organisation_id, held.type == type)
        chosen = select(event_schemas).where(*named, held.version == version)
        with self.database.reading() as connection:
            row = connection.execute(chosen).one_or_none()
        return None if row is None else _to_version(row)

    def newest(self, organisation_id: OrganisationId) -> Mapping[str, int]:
        rows = asked(self.database, NEWEST, {"organisation_id": organisation_id})
        return {row.type: row.version for row in rows}

    def listed(
        self, organisation_id: OrganisationId, type: str, window: Window
    ) -> Page[SchemaVersion]:
        named = [held.organisation_id == organisation_id, held.type == type]
        if window.after is not None:
            named.append(held.id < window.after)
        chosen = select(event_schemas).where(*named).order_by(held.id.desc())
        with self.database.reading() as connection:
            rows = connection.execute(chosen.limit(window.limit + 1))
            return page_of([_to_version(row) for row in rows], window, lambda one: one.id)


def _to_row(version: SchemaVersion) -> dict[str, Any]:
    return {
        "id": version.id,
        "organisation_id": version.organisation_id,
        "type": version.type,
        "version": version.version,
        "schema": json.dumps(version.schema, ensure_ascii=False),
        "mode": version.mode.value,
        "compatibility": version.compatibility.value,
        "made_by": version.made_by,
        "made_at": version.made_at,
    }


def _to_version(row: Row[Any]) -> SchemaVersion:
    return SchemaVersion(
        id=row.id,
        organisation_id=OrganisationId(row.organisation_id),
        type=row.type,
        version=row.version,
        schema=json.loads(row.schema),
        mode=Mode(row.mode),
        compatibility=Compatibility(row.compatibility),
        made_by=UserId(row.made_by),
        made_at=row.made_at,
    )

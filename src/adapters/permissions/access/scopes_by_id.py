"""Many scopes at once, by their ids."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.memory_tables import SCOPES
from adapters.permissions.access.rows import to_scope
from adapters.permissions.access.tables import scopes
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.access.scope import Scope


@service
class SqlScopesById:
    database: SqlDatabase

    def scopes(
        self, organisation_id: OrganisationId, ids: Collection[UUID]
    ) -> Mapping[UUID, Scope]:
        own = select(scopes).where(
            scopes.c.organisation_id == organisation_id, scopes.c.id.in_(list(ids))
        )
        with self.database.reading() as connection:
            return {row.id: to_scope(row) for row in connection.execute(own)}


@service
class InMemoryScopesById:
    database: MemoryDatabase

    def scopes(
        self, organisation_id: OrganisationId, ids: Collection[UUID]
    ) -> Mapping[UUID, Scope]:
        held: Mapping[UUID, Scope] = self.database.rows(SCOPES)
        found = (held[one] for one in ids if one in held)
        return {one.id: one for one in found if one.organisation_id == organisation_id}

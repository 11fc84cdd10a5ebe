"""Schemas in a dictionary."""

from collections.abc import Mapping

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first
from application.paging import Page, Window
from application.service import service
from domain.events.schemas.errors import SchemaOvertaken
from domain.events.schemas.version import SchemaVersion
from domain.ids import OrganisationId

SCHEMAS = "event_schemas"


@service
class InMemorySchemaStore:
    database: MemoryDatabase

    def add(self, version: SchemaVersion) -> None:
        with self.database.writing() as work:
            key = (version.organisation_id, version.type, version.version)
            if work.table(SCHEMAS).setdefault(key, version) is not version:
                raise SchemaOvertaken
            work.commit()

    def one(self, organisation_id: OrganisationId, type: str, version: int) -> SchemaVersion | None:
        found: SchemaVersion | None = self.database.rows(SCHEMAS).get(
            (organisation_id, type, version)
        )
        return found

    def newest(self, organisation_id: OrganisationId) -> Mapping[str, int]:
        known = sorted(one for one in self.database.rows(SCHEMAS) if one[0] == organisation_id)
        return {one[1]: one[2] for one in known}

    def listed(
        self, organisation_id: OrganisationId, type: str, window: Window
    ) -> Page[SchemaVersion]:
        rows = self.database.rows(SCHEMAS).values()
        ours = [one for one in rows if (one.organisation_id, one.type) == (organisation_id, type)]
        return newest_first(ours, window, lambda one: one.id)

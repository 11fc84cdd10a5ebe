"""Look through the versions of a type's schema."""

from application.access.ports import Access
from application.access.require import require
from application.events.schemas.ports import SchemaStore
from application.events.schemas.publish_schema import MOST
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.events.schemas.errors import SchemaNotFound
from domain.events.schemas.version import SchemaVersion
from domain.principal import Principal


@service
class ReadSchemas:
    access: Access
    store: SchemaStore

    def __call__(self, by: Principal, type: str, window: Window) -> Page[SchemaVersion]:
        """Return them newest first; raises SchemaNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, SchemaNotFound)
        return self.store.listed(by.organisation_id, type, window)

    def one(self, by: Principal, type: str, version: int) -> SchemaVersion:
        """Raises SchemaNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, SchemaNotFound)
        is_one = 1 <= version <= MOST
        found = self.store.one(by.organisation_id, type, version) if is_one else None
        if found is None:
            raise SchemaNotFound
        return found

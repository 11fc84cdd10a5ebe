"""Look through the sources of an organisation."""

from application.access.ports import Access
from application.access.require import require
from application.events.sources.ports import SourceStore
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.events.sources.errors import SourceNotFound
from domain.events.sources.source import Source, SourceId
from domain.principal import Principal


@service
class ReadSources:
    access: Access
    store: SourceStore

    def __call__(self, by: Principal, window: Window) -> Page[Source]:
        """Return them newest first; raises SourceNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, SourceNotFound)
        return self.store.listed(by.organisation_id, window)

    def one(self, by: Principal, id: SourceId) -> Source:
        """Raises SourceNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, SourceNotFound)
        return own(self.store, by, id)


def own(store: SourceStore, by: Principal, id: SourceId) -> Source:
    """Return a source of the organisation that is still there; raises SourceNotFound."""
    found = store.by_id(id)
    if found is None or found.organisation_id != by.organisation_id or found.removed_at:
        raise SourceNotFound
    return found

"""Follow replays."""

from application.access.ports import Access
from application.access.require import require
from application.events.replays.ports import ReplayStore
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.events.replay import Replay, ReplayId, ReplayNotFound
from domain.principal import Principal


@service
class ReadReplays:
    access: Access
    store: ReplayStore

    def __call__(self, by: Principal, window: Window) -> Page[Replay]:
        """Return the organisation's, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, ReplayNotFound)
        return self.store.listed(by.organisation_id, window)

    def one(self, by: Principal, id: ReplayId) -> Replay:
        """Raises ReplayNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, ReplayNotFound)
        found = self.store.by_id(by.organisation_id, id)
        if found is None:
            raise ReplayNotFound
        return found

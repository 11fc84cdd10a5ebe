"""Follow performance files, and look at what is in quarantine."""

from collections.abc import Sequence

from application.access.ports import Access
from application.access.require import require
from application.campaigns.files.ports import FilesStore, Replay
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.campaigns.errors import PerformanceFileNotFound, QuarantinedRowNotFound
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId, Quarantined
from domain.campaigns.rules import Reason
from domain.principal import Principal


@service
class ReadFiles:
    access: Access
    store: FilesStore

    def __call__(self, by: Principal, window: Window) -> Page[PerformanceFile]:
        """Return the organisation's, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, PerformanceFileNotFound)
        return self.store.listed(by.organisation_id, window)

    def one(self, by: Principal, id: PerformanceFileId) -> PerformanceFile:
        """Raises PerformanceFileNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, PerformanceFileNotFound)
        found = self.store.by_id(by.organisation_id, id)
        if found is None:
            raise PerformanceFileNotFound
        return found

    def quarantine(
        self, by: Principal, id: PerformanceFileId, reason: Reason | None, after: int, limit: int
    ) -> Sequence[Quarantined]:
        """Return rows after that one, in order; raises PerformanceFileNotFound, LevelNotHeld."""
        return self.store.quarantine(self.one(by, id).id, reason, after, limit)

    def replays(self, by: Principal, id: PerformanceFileId, row: int) -> Sequence[Replay]:
        """Return each attempt to mend it; raises QuarantinedRowNotFound, as above besides."""
        file = self.one(by, id)
        if not self.store.quarantine(file.id, None, row - 1, 1):
            raise QuarantinedRowNotFound
        return self.store.replays(file.id, row)

"""Follow performance files, and look at what is in quarantine."""

from collections.abc import Sequence

from application.access.reading import ReadThings
from application.campaigns.files.ports import FilesStore, Replay
from application.service import service
from domain.campaigns.errors import PerformanceFileNotFound, QuarantinedRowNotFound
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId, Quarantined
from domain.campaigns.rules import Reason
from domain.principal import Principal


@service
class ReadFiles(ReadThings[PerformanceFile, PerformanceFileId]):
    store: FilesStore
    missing = PerformanceFileNotFound

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

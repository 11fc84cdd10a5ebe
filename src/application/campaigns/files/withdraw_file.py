"""Take a performance file back: from one commit on none of its rows counts."""

from application.access.ports import Access
from application.access.require import require
from application.campaigns.files.ports import FilesStore, FilesWork
from application.campaigns.files.receive_file import LOADING
from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import job_for
from application.service import service
from domain.access import Level
from domain.campaigns.errors import PerformanceFileNotFound
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.principal import Principal

SWEEP = "sweep_performance_file"


@service
class WithdrawFile:
    access: Access
    store: FilesStore
    clock: Clock
    ids: IdSource

    def __call__(
        self, by: Principal, id: PerformanceFileId, seen: int | None = None
    ) -> PerformanceFile:
        """Let its rows count no more, and leave the job to delete them; the account stays.

        `seen` is the version that is meant; None for any. Once more changes nothing. Raises
        LevelNotHeld, PerformanceFileNotFound, FileChanged, NothingToWithdraw.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, PerformanceFileNotFound)
        with self.store.transaction() as work:
            held = work.held(id)
            if held is None or held.organisation_id != by.organisation_id:
                raise PerformanceFileNotFound
            file = held.withdrawn(by.user_id, self.clock.now(), seen)
            if file is not held:
                work.save(file)
                self._leave(work, file)
                work.commit()
        return file

    def _leave(self, work: FilesWork, file: PerformanceFile) -> None:
        job = job_for(
            file.id,
            id=self.ids.new(),
            queue=LOADING,
            kind=SWEEP,
            organisation_id=file.organisation_id,
        )
        work.jobs.enqueue(job, at=self.clock.now())

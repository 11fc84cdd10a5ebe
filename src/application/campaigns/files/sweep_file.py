"""Delete what a performance file left that was taken back."""

from application.campaigns.files.ports import FilesStore
from application.jobs.ports import Lease
from application.service import service
from domain.campaigns.performance_file import FileState, PerformanceFileId

AT_ONCE = 50_000
"""Rows that are deleted in one transaction, so that others write in between."""


@service
class SweepFile:
    """The handler of `sweep_performance_file` jobs: deletes rows that count no more, bit by bit."""

    store: FilesStore

    def __call__(self, lease: Lease) -> None:
        file_id = PerformanceFileId(lease.job.subject)
        for after in range(0, self._read(file_id), AT_ONCE):
            with self.store.transaction() as work:
                work.jobs.prove(lease)
                work.drop_rows(file_id, after, after + AT_ONCE)
                work.commit()
        with self.store.transaction() as work:
            work.drop_bytes(file_id)
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Leave what could not be deleted: it counts no more."""
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def _read(self, id: PerformanceFileId) -> int:
        """Return how many rows there may be: none of a file that is not withdrawn."""
        with self.store.transaction() as work:
            file = work.held(id)
        return file.read if file is not None and file.state is FileState.WITHDRAWN else 0

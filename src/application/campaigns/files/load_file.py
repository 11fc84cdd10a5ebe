"""Load a performance file chunk by chunk, and publish it whole."""

from application.campaigns.files.next_chunk import Found, NextChunk, RowsLost
from application.campaigns.files.ports import FilesStore, FilesWork
from application.clock import Clock
from application.jobs.ports import Lease
from application.service import service
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId


@service
class LoadFile:
    """The handler of `load_performance_file` jobs.

    A chunk's rows, its line of the ledger and the file's counts commit together, for who holds the
    job alone; who takes over goes on after the last of them. Rows count once the file is published.
    """

    store: FilesStore
    next_chunk: NextChunk
    clock: Clock

    def __call__(self, lease: Lease) -> None:
        file = self._begun(lease)
        while file is not None and not (file.is_read or file.is_hopeless):
            file = self._keep(lease, file, self.next_chunk(file))
        if file is not None:
            self._settle(lease)

    def give_up(self, lease: Lease) -> None:
        with self.store.transaction() as work:
            file = work.held(PerformanceFileId(lease.job.subject))
            if file is not None and not file.state.is_settled:
                told = "it could not be loaded, however often it was tried"
                self._end(work, file.failed("given_up", told, self.clock.now()))
            work.jobs.finish(lease)
            work.commit()

    def _begun(self, lease: Lease) -> PerformanceFile | None:
        """Return it; where it is settled or gone, finish the job."""
        with self.store.transaction() as work:
            file = work.held(PerformanceFileId(lease.job.subject))
            if file is not None and not file.state.is_settled:
                return file
            _over(work, lease)
        return None

    def _keep(self, lease: Lease, file: PerformanceFile, found: Found) -> PerformanceFile | None:
        """Keep it, unless the file was withdrawn; raises LeaseLost where another goes on."""
        with self.store.transaction() as work:
            held = work.held(file.id)
            if held is None or held.state.is_settled:
                _over(work, lease)
                return None
            work.jobs.prove(lease)
            went = held.went(found.chunk, found.reasons)
            work.keep_chunk(went, found.chunk, found.good, found.bad)
            work.save(went)
            work.commit()
        return went

    def _settle(self, lease: Lease) -> None:
        """Publish it, or not; raises RowsLost when the ledger says otherwise than the file."""
        with self.store.transaction() as work:
            file = work.held(PerformanceFileId(lease.job.subject))
            work.jobs.finish(lease)
            if file is not None and not file.state.is_settled:
                _prove(work, file)
                self._end(work, file.settled(self.clock.now()))
            work.commit()

    def _end(self, work: FilesWork, file: PerformanceFile) -> None:
        work.save(file)
        work.drop_bytes(file.id)
        if file.failure is not None:
            work.drop_rows(file.id)


def _over(work: FilesWork, lease: Lease) -> None:
    """Finish the job of a file that is settled, or gone."""
    work.jobs.finish(lease)
    work.commit()


def _prove(work: FilesWork, file: PerformanceFile) -> None:
    loaded, quarantined, end = work.ledger(file.id)
    told = (file.loaded, file.quarantined, file.read, sum(file.by_reason.values()))
    is_same = told == (loaded, quarantined, loaded + quarantined, quarantined)
    if not is_same or (file.chunks and end != file.position):
        raise RowsLost

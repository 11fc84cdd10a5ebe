"""Publish a row that was quarantined, as somebody corrected it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.campaigns.files.ports import FilesStore, FilesWork, Replay
from application.clock import Clock
from application.service import service
from domain.access import Level
from domain.campaigns.errors import (
    FileNotPublished,
    PerformanceFileNotFound,
    QuarantinedRowNotFound,
    RowMended,
)
from domain.campaigns.performance_file import (
    FileState,
    PerformanceFile,
    PerformanceFileId,
    Quarantined,
    QuarantineState,
)
from domain.campaigns.rules import NEWEST, Offence, rules_of
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Correction:
    """`cells` are in the order of COLUMNS, and then one of DAY or none."""

    id: UUID
    file_id: PerformanceFileId
    row: int
    cells: Sequence[str]


@service
class MendRow:
    access: Access
    store: FilesStore
    clock: Clock

    def __call__(self, by: Principal, given: Correction) -> tuple[PerformanceFile, Replay]:
        """Hold it to the newest rules; what passes is published, and every attempt is kept.

        Raises PerformanceFileNotFound, LevelNotHeld, FileNotPublished, QuarantinedRowNotFound,
        RowMended, DayNotOfThis.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, PerformanceFileNotFound)
        with self.store.transaction() as work:
            file, held = _held(work, by, given)
            now = self.clock.now()
            cells = file.in_columns(given.cells)
            verdict = rules_of(NEWEST)(cells, file.latest_day)
            offence = verdict if isinstance(verdict, Offence) else None
            replay = Replay(given.id, given.row, by.user_id, now, cells, NEWEST, offence)
            work.keep_replay(file, replay)
            if not isinstance(verdict, Offence):
                file = file.mended(held.offence)
                work.mend(file, given.row, verdict)
                work.save(file)
            work.commit()
        return file, replay


def _held(work: FilesWork, by: Principal, given: Correction) -> tuple[PerformanceFile, Quarantined]:
    file = work.held(given.file_id)
    if file is None or file.organisation_id != by.organisation_id:
        raise PerformanceFileNotFound
    if file.state is not FileState.PUBLISHED:
        raise FileNotPublished
    row = work.quarantined(file.id, given.row)
    if row is None:
        raise QuarantinedRowNotFound
    if row.state is QuarantineState.MENDED:
        raise RowMended
    return file, row

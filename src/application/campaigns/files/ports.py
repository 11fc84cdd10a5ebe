"""What performance files need from the outside world."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from application.jobs.ports import Jobs
from application.paging import Page, Window
from domain.campaigns.performance_file import (
    Chunk,
    PerformanceFile,
    PerformanceFileId,
    Quarantined,
)
from domain.campaigns.rows import RowGrammar
from domain.campaigns.rules import Offence, Performance, Reason
from domain.ids import OrganisationId, UserId

PART_BYTES = 1_048_576
"""The bytes of a file rest in parts of this size; only the last one may be shorter."""


class Columns(NamedTuple):
    """Good rows, column by column: a million objects would cost more than the rest of it."""

    rows: list[int]
    campaign_ids: list[int]
    influencer_ids: list[str]
    likes: list[int]
    comments: list[int]
    shares: list[int]
    views: list[int]
    rates: list[int]
    days: list[int | None]
    """Counted from 1 January of year 1, which is 1; None in a file that tells no days."""

    @classmethod
    def empty(cls) -> "Columns":
        return cls([], [], [], [], [], [], [], [], [])


class BadRow(NamedTuple):
    """Its place in the block, and its number from the block's first row on, which is 0."""

    row: int
    start: int
    end: int
    offence: Offence


class Stretch(NamedTuple):
    """What a block came to: `read` rows in its first `consumed` bytes."""

    consumed: int
    read: int
    good: Columns
    bad: list[BadRow]


class BlockReader(Protocol):
    def __call__(self, grammar: RowGrammar, block: bytes, *, last: bool) -> Stretch:
        """Read the rows of a block as the grammar says, up to the last one that is complete.

        The block is UTF-8 with LF and begins with a row. Rows are numbered from 0, in `good` too.
        """


@dataclass(frozen=True, slots=True)
class Replay:
    """An attempt to mend a row; without an offence it was published."""

    id: UUID
    row: int
    sent_by: UserId
    at: datetime
    given: Sequence[str]
    rules: int
    offence: Offence | None


class FilesWork(Protocol):
    @property
    def jobs(self) -> Jobs: ...

    def add(self, file: PerformanceFile) -> None:
        """Raises FileHeld when the organisation has a file that is claiming these bytes."""

    def held(self, id: PerformanceFileId) -> PerformanceFile | None:
        """Return it as it is now; nobody else changes it until the transaction ends."""

    def save(self, file: PerformanceFile) -> None: ...

    def keep_part(self, id: PerformanceFileId, number: int, part: bytes) -> None: ...

    def keep_chunk(
        self,
        file: PerformanceFile,
        chunk: Chunk,
        good: Columns,
        bad: Sequence[Quarantined],
    ) -> None:
        """Keep a line of the ledger with all the rows it speaks of."""

    def ledger(self, id: PerformanceFileId) -> tuple[int, int, int]:
        """Sum up the ledger, and say where it ends: loaded, quarantined, end."""

    def quarantined(self, id: PerformanceFileId, row: int) -> Quarantined | None:
        """Return the row, and hold it until the transaction ends."""

    def mend(self, file: PerformanceFile, row: int, good: Performance) -> None:
        """Publish it in the place of what is quarantined, which stays as a record."""

    def keep_replay(self, file: PerformanceFile, replay: Replay) -> None: ...

    def drop_bytes(self, id: PerformanceFileId) -> None:
        """Keep the file's bytes no longer."""

    def drop_rows(self, id: PerformanceFileId, after: int = 0, until: int | None = None) -> None:
        """Keep no good row of it, or none of those after the one number until the other."""

    def commit(self) -> None: ...


class FilesStore(Protocol):
    def transaction(self) -> AbstractContextManager[FilesWork]:
        """Begin work that is discarded unless it is committed. Raises Unavailable."""

    def by_id(
        self, organisation_id: OrganisationId, id: PerformanceFileId
    ) -> PerformanceFile | None: ...

    def by_digest(self, organisation_id: OrganisationId, digest: str) -> PerformanceFile | None:
        """Return the file that is claiming these bytes."""

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[PerformanceFile]:
        """Return the organisation's, newest first."""

    def bytes_of(self, id: PerformanceFileId, start: int, size: int) -> bytes:
        """Return so many bytes from there on, fewer where the file ends."""

    def quarantine(
        self, id: PerformanceFileId, reason: Reason | None, after: int, limit: int
    ) -> Sequence[Quarantined]:
        """Return what is in quarantine, waiting or mended, in the order of the file."""

    def replays(self, id: PerformanceFileId, row: int) -> Sequence[Replay]:
        """Return every attempt to mend the row, the first one first."""

"""A file of performance rows: taken in, loaded in chunks, published whole or not at all."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from domain.campaigns.budget import ErrorBudget
from domain.campaigns.columns import COLUMNS, Layout
from domain.campaigns.dialect import Declared, Dialect
from domain.campaigns.errors import DayNotOfThis, FileChanged, NothingToWithdraw
from domain.campaigns.rows import RowGrammar
from domain.campaigns.rules import Offence, Reason, rules_of
from domain.ids import OrganisationId, UserId

PerformanceFileId = NewType("PerformanceFileId", UUID)
A_DAY = timedelta(days=1)


class FileState(StrEnum):
    RECEIVED = "received"
    LOADING = "loading"
    PUBLISHED = "published"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"

    @property
    def is_settled(self) -> bool:
        return self not in {FileState.RECEIVED, FileState.LOADING}

    @property
    def is_claiming(self) -> bool:
        """Return whether its bytes are this file, and may not be loaded as another."""
        return self not in {FileState.FAILED, FileState.WITHDRAWN}


class QuarantineState(StrEnum):
    WAITING = "waiting"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class FileFailure:
    """Why nothing of it is published: a stable code, and a sentence for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A line of the ledger: what the bytes from `start` to `end` came to."""

    number: int
    start: int
    end: int
    loaded: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that is not published, its bytes from `start` on; `raw` is at most the first 64 KiB."""

    row: int
    start: int
    size: int
    raw: bytes = field(repr=False)
    offence: Offence
    state: QuarantineState = QuarantineState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceFile:
    """`read` is `loaded` and `quarantined`, always; a row that was mended has moved over.

    `position` is the byte up to which every row is accounted for. The counts of one that was
    withdrawn are those of that moment. `version` counts its changes, from 1.
    """

    id: PerformanceFileId
    organisation_id: OrganisationId
    sent_by: UserId
    name: str
    size: int
    digest: str
    declared: Declared
    dialect: Dialect
    layout: Layout
    rules: int
    budget: ErrorBudget
    position: int
    received_at: datetime
    state: FileState = FileState.RECEIVED
    chunks: int = 0
    read: int = 0
    loaded: int = 0
    quarantined: int = 0
    by_reason: Mapping[Reason, int] = field(default_factory=dict)
    failure: FileFailure | None = None
    finished_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: UserId | None = None
    version: int = 1

    @property
    def progress(self) -> float:
        """Return the part of its bytes that was seen to, 0 to 1."""
        return 1.0 if self.state is FileState.PUBLISHED else self.position / self.size

    @property
    def grammar(self) -> RowGrammar:
        dialect = self.dialect
        judge = rules_of(self.rules)
        return RowGrammar(self.layout, dialect.delimiter, dialect.quote, judge, self.latest_day)

    @property
    def latest_day(self) -> date:
        """Return the last day that a row may be of: somewhere it was that day already."""
        return self.received_at.astimezone(UTC).date() + A_DAY

    @property
    def has_days(self) -> bool:
        return self.layout.day is not None

    def in_columns(self, cells: Sequence[str]) -> Sequence[str]:
        """Return a row as the file's have it: with an empty day where it should tell one.

        Raises DayNotOfThis where it tells one and should not.
        """
        tells = len(cells) > len(COLUMNS)
        if tells and not self.has_days:
            raise DayNotOfThis
        return (*cells, "") if self.has_days and not tells else cells

    def cells_of(self, row: Quarantined) -> tuple[str, ...] | None:
        """Return what the row says in each of COLUMNS, and in DAY if the file has it.

        None where its form does not tell.
        """
        if len(row.raw) < row.size:
            return None
        return self.grammar.told(self.dialect.to_utf8(row.raw))

    @property
    def is_read(self) -> bool:
        return self.position >= self.size

    @property
    def is_hopeless(self) -> bool:
        """Return whether more is quarantined by now than the whole file may have."""
        most = self.budget.rows
        return most is not None and self.quarantined > most

    def went(self, chunk: Chunk, reasons: Mapping[Reason, int]) -> PerformanceFile:
        """Count one more chunk."""
        counted = Counter(self.by_reason)
        counted.update(reasons)
        return self._changed(
            state=FileState.LOADING,
            position=chunk.end,
            chunks=self.chunks + 1,
            read=self.read + chunk.loaded + chunk.quarantined,
            loaded=self.loaded + chunk.loaded,
            quarantined=self.quarantined + chunk.quarantined,
            by_reason=dict(counted),
        )

    def settled(self, now: datetime) -> PerformanceFile:
        """Publish all of it, or nothing where there is nothing or the budget is spent."""
        if not self.read:
            return self.failed("no_rows", "the file has a header and no rows", now)
        if not self.budget.allows(self.quarantined, self.read):
            told = f"{self.quarantined} of {self.read} rows are quarantined so far"
            return self.failed("too_many_errors", f"{told}; max_errors is {self.budget.text}", now)
        return self._changed(state=FileState.PUBLISHED, finished_at=now)

    def failed(self, code: str, detail: str, now: datetime) -> PerformanceFile:
        failure = FileFailure(code, detail)
        return self._changed(state=FileState.FAILED, failure=failure, finished_at=now)

    def withdrawn(self, by: UserId, now: datetime, seen: int | None = None) -> PerformanceFile:
        """Let none of its rows count any more; once more changes nothing.

        `seen` is the version that it is withdrawn as; None for any. Raises NothingToWithdraw,
        FileChanged.
        """
        if self.state is FileState.WITHDRAWN:
            return self
        if seen not in {None, self.version}:
            raise FileChanged
        if self.state is FileState.FAILED:
            raise NothingToWithdraw
        done = self.finished_at or now
        state = FileState.WITHDRAWN
        return self._changed(state=state, withdrawn_by=by, withdrawn_at=now, finished_at=done)

    def mended(self, was: Offence) -> PerformanceFile:
        """Count a row that was quarantined for this and is published now."""
        left = {**self.by_reason, was.reason: self.by_reason[was.reason] - 1}
        return self._changed(
            loaded=self.loaded + 1,
            quarantined=self.quarantined - 1,
            by_reason={reason: many for reason, many in left.items() if many},
        )

    def _changed(self, **changes: Any) -> PerformanceFile:
        return dataclasses.replace(self, version=self.version + 1, **changes)

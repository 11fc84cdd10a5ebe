"""What performance files look like from outside."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated
from uuid import UUID

import msgspec

from application.campaigns.files.ports import Replay
from domain.campaigns.performance_file import (
    FileState,
    PerformanceFile,
    Quarantined,
    QuarantineState,
)
from domain.campaigns.rules import Reason
from entrypoints.http.shapes import STORABLE, Moment

Text = Annotated[str, msgspec.Meta(max_length=1_000, extra_json_schema=STORABLE)]


class DialectView(msgspec.Struct):
    """How the file is read: as was declared, and as its header proved."""

    delimiter: str
    quote: str
    encoding: str
    newline: str


class FileFailureView(msgspec.Struct):
    code: str
    detail: str


class PerformanceFileView(msgspec.Struct):
    """`read` is `loaded` and `quarantined`, always. Its rows count while it is `published`.

    With `has_days` each row tells a day, and may be revised by a later one. One that is
    `withdrawn` tells what it was then.
    """

    id: UUID
    name: str
    size: int
    digest: str
    state: FileState
    progress: float
    dialect: DialectView
    rules: int
    has_days: bool
    max_errors: str
    read: int
    loaded: int
    quarantined: int
    by_reason: dict[str, int]
    failure: FileFailureView | None
    received_at: Moment
    finished_at: Moment | None
    withdrawn_at: Moment | None
    withdrawn_by: UUID | None

    @classmethod
    def of(cls, file: PerformanceFile) -> PerformanceFileView:
        dialect, failure = file.dialect, file.failure
        return cls(
            id=file.id,
            name=file.name,
            size=file.size,
            digest=file.digest,
            state=file.state,
            progress=round(file.progress, 4),
            dialect=DialectView(
                dialect.delimiter, dialect.quote, dialect.encoding, dialect.newline
            ),
            rules=file.rules,
            has_days=file.has_days,
            max_errors=file.budget.text,
            read=file.read,
            loaded=file.loaded,
            quarantined=file.quarantined,
            by_reason={reason.value: many for reason, many in sorted(file.by_reason.items())},
            failure=FileFailureView(failure.code, failure.detail) if failure else None,
            received_at=file.received_at,
            finished_at=file.finished_at,
            withdrawn_at=file.withdrawn_at,
            withdrawn_by=file.withdrawn_by,
        )


class PerformanceFileList(msgspec.Struct):
    items: list[PerformanceFileView]
    next_cursor: str | None


class QuarantinedView(msgspec.Struct):
    """`start` is the byte of the file at which the row begins, `size` how many bytes it has.

    `raw` is these bytes in base64, at most the first 65,536; `text` is what they say, or null
    where they are no text. `cells` is what it says in campaignId, influencerId, likes, comments,
    shares and views, and in date if the file `has_days`; null where the row has another number of
    cells or is not well quoted.
    """

    row: int
    start: int
    size: int
    reason: Reason
    field: str | None
    raw: str
    text: str | None
    cells: list[str] | None
    state: QuarantineState

    @classmethod
    def of(cls, one: Quarantined, file: PerformanceFile) -> QuarantinedView:
        cells = file.cells_of(one)
        return cls(
            row=one.row,
            start=one.start,
            size=one.size,
            reason=one.offence.reason,
            field=one.offence.field,
            raw=b64encode(one.raw).decode(),
            text=_text(one.raw, file.dialect.encoding),
            cells=None if cells is None else list(cells),
            state=one.state,
        )


class QuarantineList(msgspec.Struct):
    items: list[QuarantinedView]
    next_cursor: str | None


class RowDraft(msgspec.Struct, forbid_unknown_fields=True):
    """The row as it is to be; it is held to the newest rules. `date` is for files with a column."""

    campaign_id: int
    influencer_id: Text
    likes: int
    comments: int
    shares: int
    views: int
    date: Annotated[str, msgspec.Meta(max_length=40)] | None = None

    def cells(self) -> tuple[str, ...]:
        counts = (self.likes, self.comments, self.shares, self.views)
        day = () if self.date is None else (self.date,)
        return (str(self.campaign_id), self.influencer_id, *map(str, counts), *day)


class ReplayedRow(msgspec.Struct):
    """One attempt to mend a row; `reason` says why it was refused, and is null where it was not."""

    id: UUID
    row: int
    at: Moment
    sent_by: UUID
    given: list[str]
    rules: int
    reason: Reason | None
    field: str | None

    @classmethod
    def of(cls, replay: Replay) -> ReplayedRow:
        offence = replay.offence
        return cls(
            id=replay.id,
            row=replay.row,
            at=replay.at,
            sent_by=replay.sent_by,
            given=list(replay.given),
            rules=replay.rules,
            reason=offence.reason if offence else None,
            field=offence.field if offence else None,
        )


class ReplayedRows(msgspec.Struct):
    items: list[ReplayedRow]


def _text(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text

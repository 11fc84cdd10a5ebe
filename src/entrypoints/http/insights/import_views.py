"""How imports look on their way in and out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from domain.insights.imported import Import, ImportFailure, ImportState
from domain.insights.progress import Progress, Step
from entrypoints.http.insights.orphan_views import OrphansView
from entrypoints.http.shapes import STORABLE, Moment

LONGEST_KEY, MOST_CHOICES = 250, 2_000
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_KEY, extra_json_schema=STORABLE)]
Choice = Annotated[str, msgspec.Meta(min_length=1, max_length=200, extra_json_schema=STORABLE)]
Choices = Annotated[dict[Key, Choice], msgspec.Meta(max_length=MOST_CHOICES)]


class ImportApplication(msgspec.Struct, forbid_unknown_fields=True):
    """What was decided, by the keys of the decisions; what is left out stays as it is."""

    decisions: Choices = {}


class ImportTableView(msgspec.Struct):
    """`columns` names the column that each field was read from; `unused` ones are left alone."""

    sheet: str
    kind: str
    header: int
    columns: dict[str, str]
    unused: list[str]
    hidden: bool
    rows: int


class ImportFailureView(msgspec.Struct):
    """Why nothing of it was taken in.

    `code` is one that a smaller file is refused with, or `given_up`.
    """

    code: str
    detail: str

    @classmethod
    def of(cls, one: ImportFailure | None) -> ImportFailureView | None:
        return None if one is None else cls(one.code, one.detail)


class ImportProgressView(msgspec.Struct):
    """Rows that a worker has gone through in this step, of `rows`; null while nobody knows."""

    step: Step
    done: int
    rows: int | None

    @classmethod
    def of(cls, one: Progress | None) -> ImportProgressView | None:
        return None if one is None else cls(one.step, one.done, one.rows)


class ImportView(msgspec.Struct):
    """`read` is `loaded` and `refused`, always.

    While it is `received` it was not read yet. Until it is applied the numbers are what it would
    come to, with what is proposed where something is open. `snapshot` is the number of the
    organisation's data that it led to; null where nothing changed. `progress` tells how far a
    worker is, if one is at it.
    """

    id: UUID
    state: ImportState
    name: str
    size: int
    digest: str
    read: int
    loaded: int
    refused: int
    by_reason: dict[str, int]
    changes: dict[str, int]
    tables: list[ImportTableView]
    outside: dict[str, int]
    open: list[str]
    orphans: OrphansView
    snapshot: int | None
    created_at: Moment
    applied_at: Moment | None
    reversed_at: Moment | None
    failure: ImportFailureView | None
    progress: ImportProgressView | None

    @classmethod
    def of(cls, one: Import, progress: Progress | None = None) -> ImportView:
        counts, plan = one.counts, one.plan
        return cls(
            id=one.id,
            state=one.state,
            name=one.name,
            size=one.size,
            digest=one.digest,
            read=counts.read,
            loaded=counts.loaded,
            refused=counts.refused,
            by_reason=dict(counts.by_reason),
            changes=dict(counts.by_rule),
            tables=[
                msgspec.convert(msgspec.to_builtins(table), ImportTableView)
                for table in plan.tables
            ],
            outside=dict(plan.outside),
            open=list(plan.open),
            orphans=OrphansView.of(plan),
            snapshot=one.snapshot,
            created_at=one.created_at,
            applied_at=one.applied_at,
            reversed_at=one.reversed_at,
            failure=ImportFailureView.of(one.failure),
            progress=ImportProgressView.of(progress),
        )


class ImportList(msgspec.Struct):
    items: list[ImportView]
    next_cursor: str | None

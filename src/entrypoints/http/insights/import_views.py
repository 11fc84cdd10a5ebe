"""How imports look on their way in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from domain.insights.decision import Decision, DecisionState
from domain.insights.imported import Import, ImportFailure, ImportState
from domain.insights.ledger import Kept, KeptRefusal
from domain.insights.plan import Plan
from domain.insights.progress import Progress, Step
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


class AsIfView(msgspec.Struct):
    as_if_kept: int
    as_if_dropped: int


class AsIfCellView(AsIfView):
    """A cell of the product matrix; without a product where the month has none."""

    customer_type: str
    product: str | None


class SeenOfCustomer(msgspec.Struct):
    interactions: int
    last_interaction: datetime | None


class AsIfSummaryView(msgspec.Struct):
    customer_id: int
    as_if_kept: SeenOfCustomer
    as_if_dropped: SeenOfCustomer


class AsIfAnswersView(msgspec.Struct):
    """Answers that would differ, as they count this file: the first 50, and how many there are."""

    interactions: AsIfView
    product_interactions: list[AsIfCellView]
    product_interactions_changed: int
    summaries: list[AsIfSummaryView]
    summaries_changed: int


class OrphansView(msgspec.Struct):
    """Customers of interactions who are in no table; kept, unless that is decided otherwise.

    The next two compare how many interactions there are with and without theirs, and `answers` what
    would be answered; null where there are none.
    """

    customers: int
    ids: list[int]
    interactions: int
    as_if_kept: int
    as_if_dropped: int
    answers: AsIfAnswersView | None = None

    @classmethod
    def of(cls, plan: Plan) -> OrphansView:
        told = msgspec.convert(plan.orphans, cls) if plan.orphans else cls(0, [], 0, 0, 0)
        return told if told.customers else msgspec.structs.replace(told, answers=None)


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


class ImportDecisionView(msgspec.Struct):
    """An `open` one is to be decided before the import can be applied.

    `choice` is what holds; `proposal` is what we would choose. `effect` says what speaks for it,
    and what would be otherwise.
    """

    key: str
    kind: str
    question: str
    state: DecisionState
    choice: str | None
    proposal: str | None
    options: list[str]
    by_caller: bool
    confidence: float | None
    cells: int
    effect: dict[str, Any]

    @classmethod
    def of(cls, one: Decision) -> ImportDecisionView:
        return cls(
            key=one.key,
            kind=one.kind,
            question=one.question,
            state=one.state,
            choice=one.choice,
            proposal=one.proposal,
            options=list(one.options),
            by_caller=one.by_caller,
            confidence=one.confidence,
            cells=one.cells,
            effect=dict(one.effect),
        )


class ImportDecisionList(msgspec.Struct):
    """All of a file's: there are at most some thousands."""

    items: list[ImportDecisionView]


class CellChangeView(msgspec.Struct):
    """A cell that is held otherwise than it was written; `rule` and its `version` say why."""

    number: int
    sheet: str
    row: int
    column: str
    before: str
    after: str
    rule: str
    version: int

    @classmethod
    def of(cls, one: Kept) -> CellChangeView:
        return cls(one.number, *one.change, one.version)


class CellChangeList(msgspec.Struct):
    items: list[CellChangeView]
    next_cursor: str | None


class RefusedRowView(msgspec.Struct):
    """A row that was not taken in, because of what stands in `column`."""

    number: int
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    detail: str

    @classmethod
    def of(cls, one: KeptRefusal) -> RefusedRowView:
        no = one.refused
        return cls(one.number, no.sheet, no.row, no.column, no.value, no.reason, no.detail)


class RefusedRowList(msgspec.Struct):
    items: list[RefusedRowView]
    next_cursor: str | None

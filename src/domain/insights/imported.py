"""An import: a file of customers, interactions or products, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import Conflict, Invalid, NotFound
from domain.ids import OrganisationId, UserId
from domain.insights.columns import Asked
from domain.insights.decision import DecisionsOpen
from domain.insights.ids import ImportId
from domain.insights.plan import Counts, Plan


class ImportState(StrEnum):
    PLANNED = "planned"
    APPLIED = "applied"
    REVERSED = "reversed"


class ImportNotFound(NotFound):
    code = "import_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such import")


class ImportReversed(Conflict):
    code = "import_reversed"

    def __init__(self) -> None:
        super().__init__("this import was reversed; hand the file in again")


class ImportNotApplied(Conflict):
    code = "import_not_applied"

    def __init__(self) -> None:
        super().__init__("this import was not applied, so there is nothing to reverse")


class ImportBuiltUpon(Conflict):
    code = "import_built_upon"

    def __init__(self) -> None:
        super().__init__("a later import rests on rows of this one: reverse that one first")


class ImportEmpty(Invalid):
    code = "import_empty"

    def __init__(self) -> None:
        super().__init__("the file is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """`counts` are those of the plan until it is applied, and then what was done.

    `snapshot` is the number that applying or reversing it gave to the organisation's data; None
    where nothing changed.
    """

    id: ImportId
    organisation_id: OrganisationId
    asked_by: UserId
    name: str
    digest: str
    size: int
    asked: Asked
    choices: Mapping[str, str] = field(default_factory=dict)
    plan: Plan
    counts: Counts
    created_at: datetime
    state: ImportState = ImportState.PLANNED
    snapshot: int | None = None
    applied_at: datetime | None = None
    reversed_at: datetime | None = None

    def planned(self, plan: Plan, choices: Mapping[str, str]) -> "Import":
        """Return it with another plan; raises DecisionsOpen when it leaves something open."""
        if plan.open:
            raise DecisionsOpen(plan.open)
        return replace(self, plan=plan, choices=choices, counts=plan.counts)

    def applied(self, counts: Counts, snapshot: int | None, now: datetime) -> "Import":
        state = ImportState.APPLIED
        return replace(self, state=state, counts=counts, snapshot=snapshot, applied_at=now)

    def taken_back(self, snapshot: int | None, now: datetime) -> "Import":
        return replace(self, state=ImportState.REVERSED, snapshot=snapshot, reversed_at=now)

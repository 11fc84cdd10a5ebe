"""An import: a file of customers, interactions or products, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from domain.ids import OrganisationId, UserId
from domain.insights.columns import Asked
from domain.insights.decision import DecisionsOpen, decided
from domain.insights.ids import ImportId
from domain.insights.plan import Counts, Plan
from domain.principal import Principal


class ImportState(StrEnum):
    """RECEIVED waits to be planned, APPLYING to be applied: a worker does both."""

    RECEIVED = "received"
    PLANNED = "planned"
    APPLYING = "applying"
    APPLIED = "applied"
    REVERSED = "reversed"
    FAILED = "failed"

    @property
    def is_waiting(self) -> bool:
        """Return whether a worker is to do the next step."""
        return self in {ImportState.RECEIVED, ImportState.APPLYING}


class ImportNotFound(NotFound):
    code = "import_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such import")


class ImportReversed(Conflict):
    code = "import_reversed"

    def __init__(self) -> None:
        super().__init__("this import was reversed; hand the file in again")


class ImportNotPlanned(Conflict):
    code = "import_not_planned"

    def __init__(self) -> None:
        super().__init__("the file is still being read; there is nothing to decide yet")


class ImportFailed(Conflict):
    code = "import_failed"

    def __init__(self, detail: str) -> None:
        super().__init__(f"this import failed: {detail}")


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


class ImportRightLost(Forbidden):
    code = "right_lost"

    def __init__(self) -> None:
        super().__init__("who asked for it may not do so any more")


class ImportAppliedAlready(Conflict):
    code = "applied_already"

    def __init__(self, as_: ImportId) -> None:
        super().__init__(f"the same bytes were applied meanwhile, as {as_}")


WANTED = ("organisation_id", "digest", "asked", "choices", "dry_run", "acting")


@dataclass(frozen=True, slots=True)
class ImportFailure:
    """Why nothing of it was taken in: a stable code, and a sentence for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """`counts` are those of the plan until it is applied, and then what was done.

    The plan is empty until the file is read. A `dry_run` is applied when somebody says so; what is
    to be done next is done for `wanted_by`, who sent the file or decided last. With
    `lines_kept` what its plan would change and refuse is held as it was when the file was read.
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
    dry_run: bool = False
    plan: Plan = field(default_factory=Plan)
    counts: Counts = field(default_factory=Counts)
    created_at: datetime
    state: ImportState = ImportState.PLANNED
    snapshot: int | None = None
    applied_at: datetime | None = None
    reversed_at: datetime | None = None
    failure: ImportFailure | None = None
    wanted_by: Principal | None = None
    lines_kept: bool = False

    @property
    def is_to_be_applied(self) -> bool:
        """Return whether nobody has to say or decide anything before."""
        return not (self.plan.open or self.dry_run)

    def planned(self, plan: Plan, *, lines_kept: bool = False) -> "Import":
        """Return it with what it comes to, as it is decided; lines are kept until it is applied."""
        planned = replace(self, state=ImportState.PLANNED, plan=plan, counts=plan.counts)
        return replace(planned, lines_kept=lines_kept and not planned.is_to_be_applied)

    @property
    def acting(self) -> Principal:
        """Return for whom a worker goes on with it."""
        return self.wanted_by or Principal(self.asked_by, self.organisation_id)

    def asks_the_same(self, other: "Import") -> bool:
        """Return whether both want the same of the same bytes, for the same person and level."""
        return all(getattr(self, one) == getattr(other, one) for one in WANTED)

    def decided(self, choices: Mapping[str, str], by: Principal | None = None) -> "Import":
        """Return it with these choices beside those before, to be applied.

        Raises ImportNotPlanned, ImportFailed, ImportReversed, ChoiceImpossible, DecisionsOpen.
        """
        if self.state is ImportState.RECEIVED:
            raise ImportNotPlanned
        if self.failure is not None:
            raise ImportFailed(self.failure.detail)
        if self.state is ImportState.REVERSED:
            raise ImportReversed
        plan = replace(self.plan, decisions=decided(self.plan.decisions, choices))
        if plan.open:
            raise DecisionsOpen(plan.open)
        chosen = {**self.choices, **choices}
        said = replace(self, plan=plan, choices=chosen, dry_run=False, wanted_by=by)
        return said.applying()

    def applying(self) -> "Import":
        return replace(self, state=ImportState.APPLYING)

    def applied(self, counts: Counts, snapshot: int | None, now: datetime) -> "Import":
        state = ImportState.APPLIED
        done = replace(self, state=state, counts=counts, snapshot=snapshot, applied_at=now)
        return replace(done, lines_kept=False)

    def taken_back(self, snapshot: int | None, now: datetime) -> "Import":
        return replace(self, state=ImportState.REVERSED, snapshot=snapshot, reversed_at=now)

    def failed(self, code: str, detail: str) -> "Import":
        failure = ImportFailure(code, detail)
        return replace(self, state=ImportState.FAILED, counts=Counts(), failure=failure)

    def refused(self, why: DomainError) -> "Import":
        return self.failed(why.code, str(why))

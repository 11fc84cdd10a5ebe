"""What of a request can be taken, before any of it is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.events.schemas.fit_events import FitEvents
from application.events.sealing import Timed
from application.tracing import Trace
from domain.events.entry import Admission, Outcome
from domain.events.incoming import Flaw, Incoming
from domain.events.normalising import outlined
from domain.events.schemas.version import Mode
from domain.events.timing import Timing
from domain.principal import Principal

Admit = Callable[[Mapping[str, int]], object]


@dataclass(frozen=True, slots=True)
class Request:
    """Events that one sender told at once; `admit` counts them, and `trace` is the sender's."""

    by: Principal
    told: Sequence[Incoming | Flaw]
    admit: Admit | None
    trace: Trace | None


class Result(NamedTuple):
    """What became of one event of a request: `entry` is its entry in the journal, if it has one."""

    outcome: Outcome
    told: Incoming | None
    entry: UUID | None = None
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Each event of a request as it may be kept, or what became of it already."""

    request: Request
    judged: Sequence[Timed | Result]

    timed: Sequence[Timed] = field(init=False)
    """Those that may be kept."""

    def __post_init__(self) -> None:
        kept = [one for one in self.judged if isinstance(one, Timed)]
        object.__setattr__(self, "timed", kept)

    def results(self, admissions: Sequence[Admission]) -> Sequence[Result]:
        """Return one for each event, in order, of what became of those that are `timed`."""
        admitted = iter(admissions)
        return [
            _taken(one, next(admitted)) if isinstance(one, Timed) else one for one in self.judged
        ]


def drafted(request: Request, fit: FitEvents, now: datetime) -> Draft:
    """Bring each into the one form, and hold it to the schema of its type, if it has one."""
    trace, organisation_id = request.trace, request.by.organisation_id
    told_in = None if trace is None else str(trace)
    judged = [_judged(one, now, told_in) for one in request.told]
    known = fit.newest(organisation_id)
    if known:
        judged = [
            _held_to(fit, request.by, one)
            if isinstance(one, Timed) and one.told.type in known
            else one
            for one in judged
        ]
    return Draft(request, judged)


def joined(drafts: Sequence[Draft]) -> Sequence[Timed]:
    """Return what may be kept of several requests."""
    return [one for draft in drafts for one in draft.timed]


def _held_to(fit: FitEvents, by: Principal, one: Timed) -> Timed | Result:
    verdict = fit.verdict(by.organisation_id, one.told)
    if verdict is None or verdict.mode is Mode.WARN:
        return one
    if verdict.mode is Mode.REJECT:
        return Result(Outcome.REJECTED, one.told, flaw=verdict.flaw)
    return one._replace(flaw=verdict.flaw)


def _judged(told: Incoming | Flaw, now: datetime, trace: str | None) -> Timed | Result:
    if isinstance(told, Flaw):
        return Result(Outcome.REJECTED, None, flaw=told)
    formed = outlined(told)
    timing = Timing.of(formed.occurred_at, told.sent_at, now)
    if timing is not None:
        return Timed(told, formed, timing, None, trace)
    flaw = Flaw(
        code="in_the_future",
        detail="it is said to have happened more than 24 hours from now",
        pointer="/occurred_at",
        id=told.id,
    )
    return Result(Outcome.REJECTED, told, flaw=flaw)


def _taken(one: Timed, admission: Admission) -> Result:
    event = one.told
    if admission.outcome is Outcome.QUARANTINED:
        return Result(admission.outcome, event, admission.id, one.flaw)
    if admission.outcome is not Outcome.CONFLICT:
        return Result(admission.outcome, event, admission.id)
    flaw = Flaw(
        code="id_conflict",
        detail="an event with this source and id says something else; this one is in quarantine",
        pointer="/id",
        id=event.id,
    )
    return Result(Outcome.CONFLICT, event, admission.id, flaw)

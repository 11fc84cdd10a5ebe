"""Take events in: see that they can be taken, seal them, and keep them for good."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.access.ports import Levels
from application.access.require import require
from application.clock import Clock
from application.events.ports import Journal
from application.events.schemas.fit_events import FitEvents
from application.events.sealing import SealEvents, Timed
from application.service import service
from domain.access import Level
from domain.events.entry import Admission, Outcome
from domain.events.incoming import Flaw, Incoming
from domain.events.normalising import normalise
from domain.events.refusals import EventNotFound
from domain.events.schemas.version import Mode
from domain.events.timing import Timing
from domain.principal import Principal

NO_SOURCE = ""
"""Whose the flaws are: they count as well."""
Admit = Callable[[Mapping[str, int]], object]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event of a request: `entry` is its entry in the journal, if it has one."""

    outcome: Outcome
    told: Incoming | None
    entry: UUID | None = None
    flaw: Flaw | None = None


@service
class AcceptEvents:
    access: Levels
    journal: Journal
    seal: SealEvents
    fit: FitEvents
    clock: Clock

    def __call__(
        self,
        by: Principal,
        told: Sequence[Incoming | Flaw],
        admit: Admit | None = None,
    ) -> Sequence[Result]:
        """Return one result for each, in order, once all that is taken is durable.

        `admit` is told how many events each source sends, before any is looked at, and may raise
        what is to be raised. Raises LevelNotHeld for who may not edit in the organisation.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, EventNotFound)
        if admit is not None:
            admit(Counter([_source(one) for one in told]))
        now = self.clock.now()
        judged = self._fitted(by, [_judged(one, now) for one in told])
        timed = [one for one in judged if isinstance(one, Timed)]
        admitted = iter(self._admitted(by, timed, now))
        return [_taken(one, next(admitted)) if isinstance(one, Timed) else one for one in judged]

    def _fitted(self, by: Principal, judged: Sequence[Timed | Result]) -> Sequence[Timed | Result]:
        """Hold each to the schema of its type, if it has one."""
        known = self.fit.newest(by.organisation_id)
        if not known:
            return judged
        return [
            self._held_to(by, one) if isinstance(one, Timed) and one.told.type in known else one
            for one in judged
        ]

    def _held_to(self, by: Principal, one: Timed) -> Timed | Result:
        verdict = self.fit.verdict(by.organisation_id, one.told)
        if verdict is None or verdict.mode is Mode.WARN:
            return one
        if verdict.mode is Mode.REJECT:
            return Result(Outcome.REJECTED, one.told, flaw=verdict.flaw)
        return replace(one, flaw=verdict.flaw)

    def _admitted(
        self, by: Principal, timed: Sequence[Timed], now: datetime
    ) -> Sequence[Admission]:
        if not timed:
            return ()
        return self.seal.kept(by, timed, now, self.journal.admit)


def _source(told: Incoming | Flaw) -> str:
    return told.source if isinstance(told, Incoming) else NO_SOURCE


def _judged(told: Incoming | Flaw, now: datetime) -> Timed | Result:
    if isinstance(told, Flaw):
        return Result(Outcome.REJECTED, None, flaw=told)
    formed = normalise(told)
    timing = Timing.of(formed.occurred_at, told.sent_at, now)
    if timing is not None:
        return Timed(told, formed, timing)
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

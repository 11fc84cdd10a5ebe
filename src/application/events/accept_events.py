"""Take events in: see that they can be taken, seal them, and keep them for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.events.ports import Journal
from application.events.sealing import SealEvents
from domain.access import Level
from domain.events.entry import Admission, Outcome
from domain.events.incoming import Flaw, Incoming
from domain.events.refusals import EventNotFound
from domain.events.timing import Timing
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event of a request: `entry` is its entry in the journal, if it has one."""

    outcome: Outcome
    told: Incoming | None
    entry: UUID | None = None
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    event: Incoming
    timing: Timing


@dataclass(frozen=True, slots=True)
class AcceptEvents:
    access: Access
    journal: Journal
    seal: SealEvents
    clock: Clock

    def __call__(self, by: Principal, told: Sequence[Incoming | Flaw]) -> Sequence[Result]:
        """Return one result for each, in order, once all that is taken is durable.

        Raises LevelNotHeld for who may not edit in the organisation.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, EventNotFound)
        now = self.clock.now()
        judged = [_judged(one, now) for one in told]
        timed = [one for one in judged if isinstance(one, Timed)]
        admitted = iter(self._admitted(by, timed, now))
        return [
            _taken(one.event, next(admitted)) if isinstance(one, Timed) else one for one in judged
        ]

    def _admitted(
        self, by: Principal, timed: Sequence[Timed], now: datetime
    ) -> Sequence[Admission]:
        if not timed:
            return ()
        events = [(one.event, one.timing) for one in timed]
        return self.seal.kept(by, events, now, self.journal.admit)


def _judged(told: Incoming | Flaw, now: datetime) -> Timed | Result:
    if isinstance(told, Flaw):
        return Result(Outcome.REJECTED, None, flaw=told)
    timing = Timing.of(told.occurred_at, told.sent_at, now)
    if timing is not None:
        return Timed(told, timing)
    flaw = Flaw(
        code="in_the_future",
        detail="it is said to have happened more than 24 hours from now",
        pointer="/occurred_at",
        id=told.id,
    )
    return Result(Outcome.REJECTED, told, flaw=flaw)


def _taken(event: Incoming, admission: Admission) -> Result:
    if admission.outcome is not Outcome.CONFLICT:
        return Result(admission.outcome, event, admission.id)
    flaw = Flaw(
        code="id_conflict",
        detail="an event with this source and id says something else; this one is in quarantine",
        pointer="/id",
        id=event.id,
    )
    return Result(Outcome.CONFLICT, event, admission.id, flaw)

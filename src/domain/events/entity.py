"""The latest state of a thing, from events that come late, twice and in any order.

Each event of a lane that counts its states (`sequence`) is one state. States are taken in order:
one that comes early waits for those before it, and one that is older than what was taken is only
counted. Whatever the order of arrival, the end is the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from domain.events.seen import Lane, SeenEvent

PATIENCE = timedelta(minutes=5)
"""So long a state waits for those before it; then it is taken, and the gap is counted."""
MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """One state; `sealed` is what it says, under its subject's key."""

    sequence: int
    type: str
    occurred_at: datetime
    key_id: UUID
    sealed: str

    @classmethod
    def by(cls, event: SeenEvent) -> "Told":
        """Raises ValueError for an event without a sequence."""
        if event.sequence is None:
            raise ValueError("it does not count the states of anything")
        return cls(event.sequence, event.type, event.occurred_at, event.key_id, event.sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """`stale` counts states that came after a later one, `gaps` the times that waiting was over."""

    lane: Lane
    latest: Told | None = None
    waiting: tuple[Told, ...] = ()
    due_at: datetime | None = None
    gaps: int = 0
    stale: int = 0

    def told(self, told: Told, now: datetime) -> "Entity":
        """Take a state, or let it wait; the same one twice counts as stale."""
        known = {one.sequence for one in self.waiting}
        if told.sequence in known or (self.latest and told.sequence <= self.latest.sequence):
            return replace(self, stale=self.stale + 1)
        waiting = tuple(sorted((*self.waiting, told), key=lambda one: one.sequence))
        grown = replace(self, waiting=waiting, due_at=self.due_at or now + PATIENCE)
        return _settled(grown, now) if len(waiting) <= MOST_WAITING else grown.flushed(now)

    def flushed(self, now: datetime) -> "Entity":
        """Wait no longer for what is missing before the first that waits."""
        if not self.waiting:
            return self
        passed = replace(_took(self), gaps=self.gaps + 1, due_at=now + PATIENCE)
        return _settled(passed, now)


def _settled(entity: Entity, now: datetime) -> Entity:
    """Take what follows directly; whatever is left has its patience from there on."""
    before = len(entity.waiting)
    while entity.waiting and _is_next(entity.waiting[0], entity.latest):
        entity = _took(entity)
    due = now + PATIENCE if len(entity.waiting) < before else entity.due_at
    return replace(entity, due_at=due if entity.waiting else None)


def _took(entity: Entity) -> Entity:
    return replace(entity, latest=entity.waiting[0], waiting=entity.waiting[1:])


def _is_next(told: Told, latest: Told | None) -> bool:
    """Senders count from 0 or from 1."""
    return told.sequence <= 1 if latest is None else told.sequence == latest.sequence + 1

"""What a consumer could not do yet, or not at all: in order for each lane."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.events.seen import Lane, SeenEvent
from domain.ids import OrganisationId

MOST_FAILURES = 20
"""So many are kept of one event, the last ones."""
PARKED = "lane_parked"


class Waiting(StrEnum):
    """A lane goes on behind one that retries, and stands still behind one that is dead."""

    RETRYING = "retrying"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Failure:
    """`detail` was freed of personal data."""

    at: datetime
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlogged:
    """One event of one consumer; `attempts` counts those since it was last redriven."""

    id: UUID
    consumer: str
    position: int
    event_id: UUID
    organisation_id: OrganisationId
    source: str
    external_id: str
    type: str
    lane_name: str
    state: Waiting
    reason: str
    due_at: datetime
    attempts: int = 0
    failures: tuple[Failure, ...] = ()

    @classmethod
    def behind(
        cls, id: UUID, consumer: str, event: SeenEvent, state: Waiting, now: datetime
    ) -> "Backlogged":
        """Put an event behind those of its lane that wait already."""
        return cls(
            id=id,
            consumer=consumer,
            position=event.position,
            event_id=event.id,
            organisation_id=event.organisation_id,
            source=event.source,
            external_id=event.external_id,
            type=event.type,
            lane_name=event.lane_name,
            state=state,
            reason=PARKED,
            due_at=now,
        )

    @property
    def lane(self) -> Lane:
        return (self.organisation_id, self.lane_name)

    def failed(self, failure: Failure, due_at: datetime) -> "Backlogged":
        return self._with(failure, Waiting.RETRYING, due_at)

    def died(self, failure: Failure) -> "Backlogged":
        return self._with(failure, Waiting.DEAD, failure.at)

    def redriven(self, now: datetime) -> "Backlogged":
        """Begin anew; what it failed of is still told."""
        return replace(self, state=Waiting.RETRYING, due_at=now, attempts=0)

    def put_off(self, due_at: datetime) -> "Backlogged":
        """Try later, and count nothing: what failed was not this event."""
        return replace(self, due_at=due_at)

    def _with(self, failure: Failure, state: Waiting, due_at: datetime) -> "Backlogged":
        return replace(
            self,
            state=state,
            reason=failure.code,
            due_at=due_at,
            attempts=self.attempts + 1,
            failures=(*self.failures, failure)[-MOST_FAILURES:],
        )

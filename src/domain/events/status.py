"""Where an event is, for whoever sent it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.events.backlog import Backlogged, Waiting


class State(StrEnum):
    """What is worst at one consumer is the event's state; it is processed when all are done."""

    RECEIVED = "received"
    PUBLISHED = "published"
    PROCESSED = "processed"
    RETRYING = "retrying"
    DEAD = "dead"
    QUARANTINED = "quarantined"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Step:
    state: State
    at: datetime
    consumer: str | None = None


@dataclass(frozen=True, slots=True)
class ConsumerStatus:
    """`state` is published while nothing was done yet; `due_at` is when it is tried again."""

    name: str
    state: State
    attempts: int
    at: datetime | None = None
    due_at: datetime | None = None
    last_error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStatus:
    entry: UUID
    source: str
    id: str
    type: str
    state: State
    timeline: tuple[Step, ...]
    consumers: tuple[ConsumerStatus, ...] = ()
    reason: str | None = None
    trace_id: str | None = None

    def beside(self, consumers: tuple[ConsumerStatus, ...]) -> "EventStatus":
        return replace(self, consumers=consumers)

    @property
    def attempts(self) -> int:
        """Return the most attempts that one consumer made."""
        return max((one.attempts for one in self.consumers), default=0)


@dataclass(frozen=True, slots=True)
class Progress:
    """`marks` says when each consumer was done; `waiting` is what has yet to be."""

    marks: Mapping[str, datetime]
    waiting: Sequence[Backlogged]


WAITING = {Waiting.RETRYING: State.RETRYING, Waiting.DEAD: State.DEAD}


def consumer_status(name: str, progress: Progress, *, published: bool) -> ConsumerStatus:
    """Say how far one consumer is with an event."""
    marks, waiting = progress.marks, progress.waiting
    item = next((one for one in waiting if one.consumer == name), None)
    if name in marks:
        return ConsumerStatus(name, State.PROCESSED, 1, marks[name])
    if item is None:
        return ConsumerStatus(name, State.PUBLISHED if published else State.RECEIVED, 0)
    failure = item.failures[-1] if item.failures else None
    return ConsumerStatus(
        name=name,
        state=WAITING[item.state],
        attempts=item.attempts,
        at=failure.at if failure else None,
        due_at=item.due_at if item.state is Waiting.RETRYING else None,
        last_error=item.reason,
    )


def overall(*, published: bool, consumers: Sequence[ConsumerStatus]) -> State:
    """Return the event's own state."""
    if not published:
        return State.RECEIVED
    states = {one.state for one in consumers}
    for worst in (State.DEAD, State.RETRYING, State.PUBLISHED):
        if worst in states:
            return worst
    return State.PROCESSED

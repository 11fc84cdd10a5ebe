"""What telling others needs from the outside world.

The log's shape is Kafka's: topics, keys that keep order, consumer groups with checkpoints.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType, Protocol
from uuid import UUID

from domain.ids import OrganisationId

EventId = NewType("EventId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """A fact on its way. Records with equal `key` in one topic keep their order."""

    id: EventId
    topic: str
    key: str
    name: str
    organisation_id: OrganisationId
    happened_at: datetime
    facts: Mapping[str, str | int | None] = field(default_factory=dict)
    traceparent: str | None = None


class Outbox(Protocol):
    def pending(self, limit: int) -> Sequence[EventRecord]:
        """Return committed events that were not relayed yet, oldest first."""

    def relayed(self, records: Sequence[EventRecord]) -> None:
        """Forget events that the log holds for good."""


class Inbox(Protocol):
    """A transaction's memory of what it has seen: marked together with the effect."""

    def admit(self, group: str, event_id: EventId) -> bool:
        """Return whether this is the first time; marks it."""


class InboxMarks(Protocol):
    """The marks of every group and transaction, for whoever clears up."""

    def forget(self, ids: Collection[EventId]) -> None:
        """Drop the marks of events that no group will be given again."""


class Subscription(Protocol):
    def poll(self, limit: int) -> Sequence[EventRecord]:
        """Return what follows the last poll, at once and perhaps nothing."""

    def checkpoint(self) -> None:
        """Put on record that everything polled so far has taken effect."""


class EventLog(Protocol):
    def append(self, records: Sequence[EventRecord]) -> None:
        """Keep the records, in order, until they are forgotten; an id that is held is kept once."""

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        """Return the oldest events that happened before that moment and nobody waits for.

        They lie behind the checkpoint of each of these groups, and of any other that ever had one;
        a group that is named and has none has passed nothing. The newest event is never among them.
        """

    def forget(self, ids: Collection[EventId]) -> None:
        """Drop events that were passed; what follows keeps its order and its place."""

    def subscribe(
        self, group: str, topics: Collection[str]
    ) -> AbstractContextManager[Subscription]:
        """Follow topics from the group's checkpoint on, the oldest kept event for a new group.

        What was polled and not checkpointed comes again to the next subscriber: at least once.
        """


class EventHandler(Protocol):
    def __call__(self, record: EventRecord) -> None:
        """Apply it once: commit the effect together with `inbox.admit`."""

"""What telling others needs from the outside world.

The log's shape is Kafka's: topics in partitions, keys that keep order, groups with checkpoints.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, NewType, Protocol
from uuid import UUID

from domain.ids import OrganisationId

EventId = NewType("EventId", UUID)
Facts = Mapping[str, str | int | None]
NONE: Facts = MappingProxyType({})


class EventRecord(NamedTuple):
    """A fact on its way. Those of one topic, organisation and `key` keep their order."""

    id: EventId
    topic: str
    key: str
    name: str
    organisation_id: OrganisationId
    happened_at: datetime
    facts: Facts = NONE
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
    """One of a group's consumers, for one thread at a time.

    The group's live subscriptions share the partitions of their topics: each holds some, and nobody
    else of the group is given their records meanwhile. When one comes, leaves or dies, the
    partitions are shared anew; who holds one then begins at its checkpoint.
    """

    def poll(self, limit: int) -> Sequence[EventRecord]:
        """Return what follows the last poll in the partitions that are held, perhaps nothing.

        Records with equal organisation and key come in the order in which they were appended.
        """

    def wait(self, seconds: float) -> bool:
        """Rest until there may be something to poll, at most so long; returns whether there may."""

    def checkpoint(self) -> None:
        """Put on record that everything polled so far has taken effect, where it is still held.

        Of a partition that was lost nothing is put on record: its records come to another.
        """

    def rewind(self) -> None:
        """Go back to the checkpoint: what was polled since comes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLag:
    """How far one group is in one partition of a topic.

    `end` and `checkpoint` are places in the log's own counting, `lag` counts the records between.
    `oldest` is when the first of them happened; None when there is none.
    """

    group: str
    topic: str
    partition: int
    end: int
    checkpoint: int
    lag: int
    oldest: datetime | None


class EventLog(Protocol):
    """Topics in partitions, kept until they are forgotten.

    What is appended comes at least once to each group. A log on its own database keeps an id once;
    Kafka cannot tell an id that is sent again, after a crash or an answer that was lost, and gives
    it twice. So every handler admits an event to its inbox with its effect, which is once.
    """

    def append(self, records: Sequence[EventRecord]) -> None:
        """Keep the records, in order and for good when this returns; an empty list is fine.

        Raises TooLarge, and has kept none of them then; raises Unavailable, and may have kept the
        first of each partition: append them all again. An id that is held already is kept once
        where the log can tell.
        """

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        """Return old events that happened before that moment and nobody waits for.

        They lie behind the checkpoints of these groups, and of any other that ever had one in their
        topic; a group that is named and never followed anything has passed nothing. The newest
        event is never among them.
        """

    def forget(self, ids: Collection[EventId]) -> None:
        """Drop events that were passed; what follows keeps its order and its place."""

    def subscribe(
        self, group: str, topics: Collection[str]
    ) -> AbstractContextManager[Subscription]:
        """Join the group; follow topics from its checkpoints on, a new group from the oldest on.

        What was polled and not checkpointed comes again to whoever holds the partition next: at
        least once. Joining returns without having to hold anything yet. Raises Unavailable, as
        everything here does.
        """

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        """Return where these groups are, by group, topic and partition."""


class EventHandler(Protocol):
    def __call__(self, record: EventRecord) -> None:
        """Apply it once: commit the effect together with `inbox.admit`."""

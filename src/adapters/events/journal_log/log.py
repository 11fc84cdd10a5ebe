"""Events stand in the journal, and everything else in the log beside it."""

import sys
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from adapters.events.journal_log.lag import lag_behind
from adapters.events.journal_log.publishing import publish
from adapters.events.journal_log.rows import JOURNAL, JournalRows
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.database_log.reading import SharedReads
from application.events.processing.records import TOPIC
from application.messaging.ports import EventId, EventRecord, PartitionLag, Subscription


@dataclass(frozen=True, slots=True)
class JournalLog:
    """Nothing is copied: who follows events reads the journal, with the log's leases, places and
    checkpoints, up to where it was published.
    """

    log: DatabaseEventLog
    reads: SharedReads = field(init=False)
    together: ClassVar[int] = sys.maxsize

    def __post_init__(self) -> None:
        object.__setattr__(self, "reads", SharedReads(JournalRows(self.log.database)))

    def __call__(self, at: datetime) -> int:
        return publish(self.log.database, at)

    def append(self, records: Sequence[EventRecord]) -> None:
        """Raises ValueError for events, which nobody would read there."""
        if any(one.topic == TOPIC for one in records):
            raise ValueError("events are appended to the journal")
        self.log.append(records)

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        return self.log.passed(before, groups, limit)

    def forget(self, ids: Collection[EventId]) -> None:
        self.log.forget(ids)

    def subscribe(
        self, group: str, topics: Collection[str]
    ) -> AbstractContextManager[Subscription]:
        """Raises ValueError for events among other topics: their positions are others."""
        if TOPIC not in topics:
            return self.log.subscribe(group, topics)
        if set(topics) != {TOPIC}:
            raise ValueError("a group follows events alone, or none")
        return self.log.subscribed(group, {JOURNAL}, self.reads)

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        others = [one for one in self.log.lag(groups) if one.topic not in (TOPIC, JOURNAL)]
        ours = lag_behind(self.log.database, groups, self.reads.held.end())
        return sorted([*others, *ours], key=lambda one: (one.group, one.topic, one.partition))

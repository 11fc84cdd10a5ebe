"""Outbox, inbox and event log in dictionaries, held to the same contracts."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.messaging.records import recorded
from application.messaging.ports import EventId, EventRecord
from domain.event import DomainEvent

OUTBOX, INBOX, LOG, CHECKPOINTS = "outbox", "inbox", "event_log", "event_checkpoints"


def publish(work: MemoryTransaction, events: Sequence[DomainEvent]) -> None:
    for record in recorded(events):
        work.table(OUTBOX)[record.id] = record


@dataclass(frozen=True, slots=True)
class InMemoryInbox:
    work: MemoryTransaction

    def admit(self, group: str, event_id: EventId) -> bool:
        seen = self.work.table(INBOX)
        first = (group, event_id) not in seen
        seen[group, event_id] = True
        return first


@dataclass(frozen=True, slots=True)
class InMemoryInboxMarks:
    database: MemoryDatabase

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as work:
            marks = work.table(INBOX)
            for group, event_id in list(marks):
                if event_id in ids:
                    del marks[group, event_id]
            work.commit()


@dataclass(frozen=True, slots=True)
class InMemoryOutbox:
    database: MemoryDatabase

    def pending(self, limit: int) -> Sequence[EventRecord]:
        return list(self.database.rows(OUTBOX).values())[:limit]

    def relayed(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as work:
            for record in records:
                work.table(OUTBOX).pop(record.id, None)
            work.commit()


@dataclass(frozen=True, slots=True)
class Placed:
    position: int
    record: EventRecord


@dataclass(slots=True)
class InMemorySubscription:
    database: MemoryDatabase
    group: str
    topics: Collection[str]
    position: int

    def poll(self, limit: int) -> Sequence[EventRecord]:
        following = [
            one
            for one in self.database.rows(LOG).values()
            if one.position > self.position and one.record.topic in self.topics
        ][:limit]
        if following:
            self.position = following[-1].position
        return [one.record for one in following]

    def checkpoint(self) -> None:
        with self.database.writing() as work:
            held = work.table(CHECKPOINTS)
            held[self.group] = max(held.get(self.group, 0), self.position)
            work.commit()


@dataclass(frozen=True, slots=True)
class InMemoryEventLog:
    database: MemoryDatabase

    def append(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as work:
            log = work.table(LOG)
            last = max((one.position for one in log.values()), default=0)
            for position, record in enumerate(records, start=last + 1):
                log.setdefault(record.id, Placed(position, record))
            work.commit()

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        checkpoints = self.database.rows(CHECKPOINTS)
        if not checkpoints or set(groups) - checkpoints.keys():
            return []
        behind = min(checkpoints.values())
        log = list(self.database.rows(LOG).values())
        old = [
            one.record.id
            for one in log[:-1]  # by the newest the next position is told
            if one.position <= behind and one.record.happened_at < before
        ]
        return old[:limit]

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as work:
            for one in ids:
                work.table(LOG).pop(one, None)
            work.commit()

    @contextmanager
    def subscribe(self, group: str, topics: Collection[str]) -> Iterator[InMemorySubscription]:
        position = self.database.rows(CHECKPOINTS).get(group, 0)
        yield InMemorySubscription(self.database, group, topics, position)

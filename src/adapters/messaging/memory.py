"""Outbox, inbox and event log in dictionaries, held to the same contracts."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

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
class InMemoryOutbox:
    database: MemoryDatabase

    def pending(self, limit: int) -> Sequence[EventRecord]:
        return list(self.database.rows(OUTBOX).values())[:limit]

    def relayed(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as work:
            for record in records:
                work.table(OUTBOX).pop(record.id, None)
            work.commit()


@dataclass(slots=True)
class InMemorySubscription:
    database: MemoryDatabase
    group: str
    topics: Collection[str]
    position: int

    def poll(self, limit: int) -> Sequence[EventRecord]:
        log: list[EventRecord] = list(self.database.rows(LOG).values())
        found: list[EventRecord] = []
        while self.position < len(log) and len(found) < limit:
            record = log[self.position]
            self.position += 1
            if record.topic in self.topics:
                found.append(record)
        return found

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
            for record in records:
                work.table(LOG).setdefault(record.id, record)
            work.commit()

    @contextmanager
    def subscribe(self, group: str, topics: Collection[str]) -> Iterator[InMemorySubscription]:
        position = self.database.rows(CHECKPOINTS).get(group, 0)
        yield InMemorySubscription(self.database, group, topics, position)

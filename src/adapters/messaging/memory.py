"""Outbox and inbox in dictionaries, held to the same contracts."""

from collections.abc import Collection, Sequence

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.messaging.records import recorded
from application.messaging.ports import EventId, EventRecord
from application.service import service
from domain.event import DomainEvent

OUTBOX, INBOX = "outbox", "inbox"


def publish(work: MemoryTransaction, events: Sequence[DomainEvent]) -> None:
    for record in recorded(events):
        work.table(OUTBOX)[record.id] = record


@service
class InMemoryInbox:
    work: MemoryTransaction

    def admit(self, group: str, event_id: EventId) -> bool:
        seen = self.work.table(INBOX)
        first = (group, event_id) not in seen
        seen[group, event_id] = True
        return first


@service
class InMemoryInboxMarks:
    database: MemoryDatabase

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as work:
            marks = work.table(INBOX)
            for group, event_id in list(marks):
                if event_id in ids:
                    del marks[group, event_id]
            work.commit()


@service
class InMemoryOutbox:
    database: MemoryDatabase

    def pending(self, limit: int) -> Sequence[EventRecord]:
        return list(self.database.rows(OUTBOX).values())[:limit]

    def relayed(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as work:
            for record in records:
                work.table(OUTBOX).pop(record.id, None)
            work.commit()

"""Outbox and inbox in the database that the change is made in."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from adapters.database.inserts import insert_once
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.messaging.records import recorded, to_record, to_row
from adapters.messaging.tables import inbox, outbox
from application.messaging.ports import EventId, EventRecord
from application.service import service
from domain.event import DomainEvent

OLDEST = select(outbox).order_by(outbox.c.position).limit(bindparam("many"))


def publish(connection: Connection, events: Sequence[DomainEvent]) -> None:
    """Write events beside the change that made them; the relay carries them on after the commit."""
    if events:
        connection.execute(insert(outbox), [to_row(record) for record in recorded(events)])


@service
class SqlInbox:
    connection: Connection

    def admit(self, group: str, event_id: EventId) -> bool:
        return insert_once(self.connection, inbox, {"group": group, "event_id": event_id})


@service
class SqlInboxMarks:
    database: SqlDatabase

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(inbox).where(inbox.c.event_id.in_(ids)))
            connection.commit()


@service
class SqlOutbox:
    database: SqlDatabase

    def pending(self, limit: int) -> Sequence[EventRecord]:
        return [to_record(row) for row in asked(self.database, OLDEST, {"many": limit})]

    def relayed(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.id.in_([one.id for one in records])))
            connection.commit()

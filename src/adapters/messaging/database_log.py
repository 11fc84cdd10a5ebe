"""The event log as a table: durable with its database, and good for one machine or a few."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update

from adapters.database.sql import SqlDatabase, insert_once, take_turn
from adapters.messaging.records import to_record, to_row
from adapters.messaging.tables import event_checkpoints, event_log
from application.messaging.ports import EventId, EventRecord

APPENDING = 0x506F7274
"""The lock under which positions are given out and committed in the same order."""


@dataclass(slots=True)
class DatabaseSubscription:
    database: SqlDatabase
    group: str
    topics: Collection[str]
    position: int = field(default=0)

    def poll(self, limit: int) -> Sequence[EventRecord]:
        following = select(event_log).where(
            event_log.c.topic.in_(self.topics), event_log.c.position > self.position
        )
        with self.database.reading() as connection:
            rows = connection.execute(following.order_by(event_log.c.position).limit(limit)).all()
        if rows:
            self.position = rows[-1].position
        return [to_record(row) for row in rows]

    def checkpoint(self) -> None:
        held = event_checkpoints.c
        row = {"group": self.group, "position": self.position}
        forward = (
            update(event_checkpoints)
            .where(held.group == self.group, held.position < self.position)
            .values(position=self.position)
        )
        with self.database.writing() as connection:
            if not insert_once(connection, event_checkpoints, row):
                connection.execute(forward)
            connection.commit()


@dataclass(frozen=True, slots=True)
class DatabaseEventLog:
    """Two subscribers of one group both get everything: the inbox keeps the effect single."""

    database: SqlDatabase

    def append(self, records: Sequence[EventRecord]) -> None:
        with self.database.writing() as connection:
            take_turn(connection, APPENDING)  # or a reader might pass what commits later
            for record in records:
                insert_once(connection, event_log, to_row(record))
            connection.commit()

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        with self.database.reading() as connection:
            checkpoints = connection.execute(select(event_checkpoints)).all()
            if not checkpoints or set(groups) - {row.group for row in checkpoints}:
                return []
            held, behind = event_log.c, min(row.position for row in checkpoints)
            newest = select(func.max(held.position)).scalar_subquery()
            old = select(held.id).where(
                held.position <= behind,
                held.position < newest,  # SQLite would give its position away again
                held.happened_at < before,
            )
            rows = connection.execute(old.order_by(held.position).limit(limit))
            return [EventId(row.id) for row in rows]

    def forget(self, ids: Collection[EventId]) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(event_log).where(event_log.c.id.in_(ids)))
            connection.commit()

    @contextmanager
    def subscribe(self, group: str, topics: Collection[str]) -> Iterator[DatabaseSubscription]:
        held = event_checkpoints.c
        with self.database.reading() as connection:
            position = connection.scalar(select(held.position).where(held.group == group))
        yield DatabaseSubscription(self.database, group, topics, position or 0)

"""Seeing events through, in the database where their effects are."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, exists, func, or_, select

from adapters.database.inserts import inserting
from adapters.database.lock_names import lock_of
from adapters.database.prepared import asked, told_soon
from adapters.database.sql import SqlDatabase, take_turn
from adapters.database.types import UtcDateTime
from adapters.events.journal.rows import to_journalled
from adapters.events.processing.rows import to_item
from adapters.events.processing.sql_backlog import SqlBacklog
from adapters.events.processing.sql_entities import SqlEntities
from adapters.events.processing.sql_marks import SqlMarks
from adapters.events.processing.sql_tallies import SqlTallies
from adapters.events.tables import event_backlog, event_relays, events
from application.service import service
from domain.events.backlog import Backlogged, Waiting
from domain.events.entry import Journalled

held = event_backlog.c
before = event_backlog.alias("before")
FURTHEST = select(func.max(event_relays.c.position).label("position"))
BEHIND = (
    select(events)
    .where(events.c.position > func.coalesce(FURTHEST.scalar_subquery(), 0))
    .order_by(events.c.position)
    .limit(bindparam("many"))
)
STANDS_BEFORE = exists().where(
    before.c.consumer == held.consumer,
    before.c.organisation_id == held.organisation_id,
    before.c.lane == held.lane,
    before.c.position < held.position,
    or_(before.c.state == Waiting.DEAD.value, before.c.due_at > bindparam("now")),
)
MAY_GO = (
    select(event_backlog)
    .where(
        held.consumer == bindparam("consumer"),
        held.state == Waiting.RETRYING.value,
        held.due_at <= bindparam("now"),
        ~STANDS_BEFORE,
    )
    .order_by(held.position)
    .limit(bindparam("many"))
)


@service
class SqlProcessingWork:
    connection: Connection
    consumer: str
    marks: SqlMarks = field(init=False)
    backlog: SqlBacklog = field(init=False)
    tallies: SqlTallies = field(init=False)
    entities: SqlEntities = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", SqlMarks(self.connection, self.consumer))
        object.__setattr__(self, "backlog", SqlBacklog(self.connection, self.consumer))
        object.__setattr__(self, "tallies", SqlTallies(self.connection))
        object.__setattr__(self, "entities", SqlEntities(self.connection))

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlProcessingStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self, consumer: str, *, alone: bool) -> Iterator[SqlProcessingWork]:
        with self.database.writing() as connection:
            take_turn(connection, lock_of(consumer), shared=not alone)
            yield SqlProcessingWork(connection, consumer)

    def due(self, consumer: str, now: datetime, limit: int) -> Sequence[Backlogged]:
        asking = {"consumer": consumer, "now": now, "many": limit}
        return [to_item(row) for row in asked(self.database, MAY_GO, asking)]


@service
class SqlRelays:
    database: SqlDatabase

    def behind(self, limit: int) -> Sequence[Journalled]:
        return [to_journalled(row) for row in asked(self.database, BEHIND, {"many": limit})]

    def reached(self, position: int, at: datetime) -> None:
        statement = _reached(self.database.engine.dialect.name)
        told_soon(self.database, statement, {"to": position, "now": at})

    def published_at(self, position: int) -> datetime | None:
        covering = select(event_relays.c.at).where(event_relays.c.position >= position)
        with self.database.reading() as connection:
            return connection.scalar(covering.order_by(event_relays.c.position).limit(1))


@cache
def _reached(dialect: str) -> Any:
    """Keep the position if it is further than all before."""
    to, now = bindparam("to", type_=BigInteger), bindparam("now", type_=UtcDateTime)
    before = select(func.coalesce(func.max(event_relays.c.position), 0)).scalar_subquery()
    further = select(to, now).where(to > before)
    insert = inserting(event_relays, dialect).from_select(["position", "at"], further)
    return insert.on_conflict_do_nothing()

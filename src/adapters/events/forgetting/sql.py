"""Old entries in a relational database."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, select

from adapters.database.inserts import insert_once
from adapters.database.lock_names import lock_of
from adapters.database.sql import SqlDatabase, take_turn
from adapters.events.tables import (
    event_backlog,
    event_horizons,
    event_marks,
    event_relays,
    events,
    subject_keys,
)
from application.events.forgetting.ports import Old
from application.service import service

held, marks, relays = events.c, event_marks.c, event_relays.c
before = event_relays.alias("before")


@service
class SqlOldEntries:
    database: SqlDatabase

    def after(self, position: int, before: datetime, limit: int) -> Sequence[Old]:
        relayed = select(func.coalesce(func.max(relays.position), 0)).scalar_subquery()
        newest = select(func.max(held.position)).scalar_subquery()
        following = (
            select(held.position, held.type, held.sequence, held.received_at)
            .where(held.position > position, held.position <= relayed, held.position < newest)
            .order_by(held.position)
            .limit(limit)
        )
        with self.database.reading() as connection:
            rows = connection.execute(following).all()
        old = takewhile(lambda row: row.received_at < before, rows)
        return [Old(row.position, row.type, row.sequence) for row in old]

    def forget(self, wanted: Mapping[int, Collection[str]], consumers: Collection[str]) -> int:
        with self.database.writing() as connection:
            for one in sorted(map(lock_of, consumers)):
                take_turn(connection, one)
            gone = sorted(_done(connection, wanted))
            if gone:
                _take_away(connection, gone, consumers)
            connection.commit()
        return len(gone)


def _done(connection: Connection, wanted: Mapping[int, Collection[str]]) -> set[int]:
    positions = list(wanted)
    waiting = select(event_backlog.c.position).where(event_backlog.c.position.in_(positions))
    key_is_there = exists().where(subject_keys.c.id == held.key_id)
    erased = select(held.position).where(held.position.in_(positions), ~key_is_there)
    names = {name for wanting in wanted.values() for name in wanting}
    told = select(marks.position, marks.consumer).where(
        marks.consumer.in_(names), marks.position.in_(positions)
    )
    by = defaultdict[int, set[str]](set)
    for row in connection.execute(told):
        by[row.position].add(row.consumer)
    free = {one for one, wanting in wanted.items() if by[one].issuperset(wanting)}
    return (free | set(connection.scalars(erased))) - set(connection.scalars(waiting))


def _take_away(connection: Connection, gone: Sequence[int], consumers: Collection[str]) -> None:
    latest = select(held.received_at).where(held.position == gone[-1])
    row = {"position": gone[-1], "received_at": connection.scalar(latest)}
    connection.execute(delete(events).where(held.position.in_(gone)))
    of_all = and_(marks.consumer.in_(consumers), marks.position.in_(gone))
    connection.execute(delete(event_marks).where(of_all))
    connection.execute(_relays_of_nothing(gone[0], gone[-1]))
    _move_horizon(connection, row)


def _relays_of_nothing(first: int, last: int) -> Any:
    """Take away what says when entries were published of which none is left."""
    previous = (
        select(func.coalesce(func.max(before.c.position), 0))
        .where(before.c.position < relays.position)
        .correlate(event_relays)
        .scalar_subquery()
    )
    some_left = exists().where(held.position <= relays.position, held.position > previous)
    newest = select(func.max(before.c.position)).scalar_subquery()
    between = and_(relays.position >= first, relays.position <= last, relays.position < newest)
    return delete(event_relays).where(between, ~some_left)


def _move_horizon(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep the furthest there was; entries that stayed behind it may go later."""
    horizon = event_horizons.c.position
    furthest = connection.scalar(select(func.max(horizon))) or 0
    if row["position"] > furthest:
        connection.execute(delete(event_horizons))
        insert_once(connection, event_horizons, row)

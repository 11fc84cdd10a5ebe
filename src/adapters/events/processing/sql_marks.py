"""What a consumer has done, in a relational database."""

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    column,
    exists,
    or_,
    select,
    text,
)

from adapters.database.arrays import listed
from adapters.database.in_transaction import find
from adapters.database.types import UtcDateTime
from adapters.events.tables import event_horizons, event_marks, events
from application.service import service

POSITIONS = {
    "postgresql": "unnest(cast(:positions as bigint[])) as given(position)",
    "sqlite": "(SELECT value AS position FROM json_each(:positions)) AS given",
}
# what the journal forgot is done: a log may tell it once more when its mark is gone
FIRST = """
INSERT INTO event_marks (consumer, position, at)
SELECT :consumer, given.position, cast(:at as {moment}) FROM {positions}
WHERE given.position > coalesce((SELECT max(position) FROM event_horizons), 0)
OR EXISTS (SELECT 1 FROM events WHERE events.position = given.position)
ON CONFLICT DO NOTHING RETURNING position
"""
MOMENTS = {"postgresql": "timestamptz", "sqlite": "text"}
STATEMENTS = {
    name: text(FIRST.format(positions=positions, moment=MOMENTS[name]))
    .bindparams(bindparam("at", type_=UtcDateTime()))
    .columns(column("position", BigInteger))
    for name, positions in POSITIONS.items()
}


@service
class SqlMarks:
    connection: Connection
    consumer: str

    def are_done(self, position: int) -> bool:
        its = (event_marks.c.consumer == self.consumer, event_marks.c.position == position)
        return bool(self.connection.scalar(select(or_(exists().where(*its), _is_gone(position)))))

    def first(self, positions: Collection[int], now: datetime) -> set[int]:
        dialect, asked = self.connection.dialect.name, sorted(positions)
        given = listed(asked) if dialect == "postgresql" else json.dumps(asked)
        values = {"consumer": self.consumer, "positions": given, "at": now}
        return {row.position for row in find(self.connection, STATEMENTS[dialect], values)}


def _is_gone(position: int) -> ColumnElement[bool]:
    behind = exists().where(event_horizons.c.position >= position)
    return and_(behind, ~exists().where(events.c.position == position))

"""What a consumer has done, in a relational database."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, select, text

from adapters.database.types import UtcDateTime
from adapters.events.tables import event_marks

POSITIONS = {
    "postgresql": "unnest(cast(:positions as bigint[])) as given(position)",
    "sqlite": "(SELECT value AS position FROM json_each(:positions)) AS given",
}
FIRST = """
INSERT INTO event_marks (consumer, position, at)
SELECT :consumer, given.position, cast(:at as {moment}) FROM {positions} WHERE true
ON CONFLICT DO NOTHING RETURNING position
"""
MOMENTS = {"postgresql": "timestamptz", "sqlite": "text"}
STATEMENTS = {
    name: text(FIRST.format(positions=positions, moment=MOMENTS[name])).bindparams(
        bindparam("at", type_=UtcDateTime())
    )
    for name, positions in POSITIONS.items()
}


@dataclass(frozen=True, slots=True)
class SqlMarks:
    connection: Connection
    consumer: str

    def are_done(self, position: int) -> bool:
        its = (event_marks.c.consumer == self.consumer, event_marks.c.position == position)
        return bool(self.connection.scalar(select(exists().where(*its))))

    def first(self, positions: Collection[int], now: datetime) -> set[int]:
        dialect, asked = self.connection.dialect.name, sorted(positions)
        given = asked if dialect == "postgresql" else json.dumps(asked)
        values = {"consumer": self.consumer, "positions": given, "at": now}
        return set(self.connection.scalars(STATEMENTS[dialect], values))

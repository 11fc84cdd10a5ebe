"""Statements handed to the driver as they are, with what is given in its own types."""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from adapters.database.compiled import same
from adapters.database.sql import SqlDatabase

WITHOUT_ZONE = 26
NAME = re.compile(r"(?<!:):(\w+)")
WORDS = {
    "sqlite": {
        "{ids}": "SELECT value AS id FROM json_each(:ids)",
        "{subjects}": "IN (SELECT id FROM subjects)",
        "{plain}": "+",
        "{then}": "CROSS JOIN",
    },
    "postgresql": {
        "{ids}": "SELECT unnest(CAST(:ids AS uuid[])) AS id",
        "{subjects}": "= ANY(ARRAY(SELECT id FROM subjects))",
        "{plain}": "",
        "{then}": "JOIN",
    },
}
"""Either way the subjects are found once. A `+` keeps SQLite from looking each of them up, and
CROSS JOIN from beginning at the other end (https://sqlite.org/optoverview.html#crossjoin).
"""


def run(connection: Connection, statement: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """Return every row; ids and moments come back as the driver has them, see `as_id`."""
    dialect = connection.dialect.name
    if dialect == "sqlite":
        given = _for_sqlite(given)
    return connection.exec_driver_sql(_written(statement, dialect), given).fetchall()


def ask(database: SqlDatabase, statement: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """Run one reading statement by itself, past SQLAlchemy; raises Unavailable."""
    dialect = database.engine.dialect.name
    if dialect == "sqlite":
        given = _for_sqlite(given)
    return database.ask(_written(statement, dialect), given)


def as_id(found: UUID | str) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)


def as_moment(found: datetime | str) -> datetime:
    """Return the aware UTC datetime that the driver found."""
    if isinstance(found, str):
        return datetime.fromisoformat(found).replace(tzinfo=UTC)
    return found.astimezone(UTC)


@cache
def _written(statement: str, dialect: str) -> str:
    for word, written in WORDS[dialect].items():
        statement = statement.replace(word, written)
    return statement if dialect == "sqlite" else NAME.sub(r"%(\1)s", statement)


def _for_sqlite(given: Mapping[str, Any]) -> dict[str, Any]:
    """Write it the way that SQLAlchemy's types keep it in SQLite."""
    return {name: AS_KEPT.get(type(value), same)(value) for name, value in given.items()}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:WITHOUT_ZONE]


def _list(value: Collection[UUID]) -> str:
    return json.dumps([one.hex for one in value])


AS_KEPT: Mapping[type, Callable[[Any], Any]] = {
    UUID: attrgetter("hex"),
    datetime: _moment,
    **dict.fromkeys((list, tuple, set, frozenset), _list),
}
"""By the type itself: to ask what a value is an instance of takes as long as a short statement."""

"""Statements handed to the driver as they are, with what is given in its own types."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

NAME = re.compile(r"(?<!:):(\w+)")
IDS = {
    "sqlite": "SELECT value AS id FROM json_each(:ids)",
    "postgresql": "SELECT unnest(CAST(:ids AS uuid[])) AS id",
}


def run(connection: Connection, statement: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """Return every row; ids come back as the driver has them, see `as_id`."""
    dialect = connection.dialect.name
    if dialect == "sqlite":
        given = {name: _for_sqlite(value) for name, value in given.items()}
    return connection.exec_driver_sql(_written(statement, dialect), given).fetchall()


def as_id(found: UUID | str) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)


@cache
def _written(statement: str, dialect: str) -> str:
    with_ids = statement.replace("{ids}", IDS[dialect])
    return with_ids if dialect == "sqlite" else NAME.sub(r"%(\1)s", with_ids)


def _for_sqlite(value: Any) -> Any:
    """Write it the way that SQLAlchemy's types keep it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, Collection) and not isinstance(value, str):
        return json.dumps([one.hex for one in value])
    return value

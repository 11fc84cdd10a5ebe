"""Statements that are asked all the time, handed to the driver ready made.

PostgreSQL's driver is told three statements for each read of SQLAlchemy's.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Executable, Select

from adapters.database.compiled import prepared
from adapters.database.in_transaction import change
from adapters.database.sql import SqlDatabase


def asked(database: SqlDatabase, statement: Select[Any], values: Mapping[str, Any]) -> list[Any]:
    """Run one reading statement by itself; raises Unavailable.

    `statement` is a constant: it is kept, and its parameters are all in `values`, a list for each
    that expands.
    """
    made = prepared(statement, database.engine.dialect)
    return made.rows(database.ask(*made.filled(values)))


def told_soon(database: SqlDatabase, statement: Executable, values: Mapping[str, Any]) -> None:
    """Run one writing statement by itself, as `SqlDatabase.tell_soon` does; raises Unavailable."""
    dialect = database.engine.dialect
    if dialect.name == "postgresql":
        sql, given = prepared(statement, dialect, tuple(values)).filled(values)
        database.tell_soon(lambda connection: connection.execute(sql, given))
        return
    with database.writing() as connection:
        change(connection, statement, values)
        connection.commit()

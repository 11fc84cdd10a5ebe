"""What is told and asked within a transaction all the time, handed to the driver ready made.

The statements are constants, see `compiled`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from adapters.database.compiled import prepared

Values = Mapping[str, Any]


def find(connection: Connection, statement: Executable, values: Values) -> list[Any]:
    """Return the rows that a statement finds, or an insert of one row returns."""
    made = prepared(statement, connection.dialect, tuple(values))
    return made.rows(_told(connection, *made.filled(values)).fetchall())


def change(connection: Connection, statement: Executable, values: Values) -> int:
    """Run a statement that returns no rows; returns how many it changed."""
    made = prepared(statement, connection.dialect, tuple(values))
    return int(_told(connection, *made.filled(values)).rowcount)


def change_all(connection: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    """Run it for each row; all have the same names."""
    if not rows:
        return
    made = prepared(statement, connection.dialect, tuple(rows[0]))
    filled = [made.filled(row)[1] for row in rows]
    if connection.dialect.name == "sqlite":
        _cursor(connection).executemany(made.sql, filled)
    else:
        connection.exec_driver_sql(made.sql, filled)


def _told(connection: Connection, sql: str, parameters: Any) -> Any:
    """PostgreSQL's connections may be lost, which SQLAlchemy notices for all of its pool."""
    if connection.dialect.name == "sqlite":
        return _cursor(connection).execute(sql, parameters)
    return connection.exec_driver_sql(sql, parameters)


def _cursor(connection: Connection) -> Any:
    """Return SQLite's own cursor, in the transaction that SQLAlchemy has begun there."""
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()

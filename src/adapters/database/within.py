"""What is told and asked within a transaction all the time, handed to the driver ready made."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from adapters.database.compiled import prepared

Values = Mapping[str, Any]


def find(connection: Connection, statement: Executable, values: Values) -> list[Any]:
    """Run a constant statement that finds or returns rows; an insert is given one row."""
    made = prepared(statement, connection.dialect, tuple(values))
    return made.rows(_cursor(connection).execute(*made.filled(values)).fetchall())


def change(connection: Connection, statement: Executable, values: Values) -> int:
    """Run a constant statement that returns none; returns how many rows it changed."""
    made = prepared(statement, connection.dialect, tuple(values))
    return int(_cursor(connection).execute(*made.filled(values)).rowcount)


def change_all(connection: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    """Run it for each row; all have the same names."""
    if not rows:
        return
    made = prepared(statement, connection.dialect, tuple(rows[0]))
    _cursor(connection).executemany(made.sql, [made.filled(row)[1] for row in rows])


def _cursor(connection: Connection) -> Any:
    """Return the driver's own cursor, in the transaction that SQLAlchemy has begun there."""
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()

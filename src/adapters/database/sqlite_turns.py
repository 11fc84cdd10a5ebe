"""How connections to SQLite begin, and wait for the write lock of other processes."""

import sqlite3
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError

LOCK_WAIT_SECONDS, LOOK_SECONDS = 15, 0.000_5
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_BUSY_SNAPSHOT)
WRITING, READING = "BEGIN IMMEDIATE", ""


def prepare(connection: Any, _record: object, *, synchronous: str) -> None:
    connection.isolation_level = None  # transactions are begun by `begin`, not by the driver
    _as_soon_as_free(connection, "PRAGMA journal_mode=WAL")  # SQLite does not wait for this one
    for pragma in (f"synchronous={synchronous}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection) -> None:
    """Say it to the driver itself: it has no parameters and no rows for SQLAlchemy to see to."""
    said = connection.get_execution_options().get("begin", "BEGIN")
    if said == WRITING:
        _queue(connection.connection.cursor(), connection.get_execution_options().get("until"))
    elif said:
        connection.connection.cursor().execute(said)


def _queue(cursor: DBAPICursor, until: float | None) -> None:
    """Take the write lock as soon as the other processes leave it; raises OperationalError.

    SQLite's own waiting sleeps longer from time to time, up to 0.1 s, while the lock is handed
    around among those who are awake.
    """
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        _as_soon_as_free(cursor, WRITING, until)
    except sqlite3.OperationalError as error:
        raise OperationalError(WRITING, None, error) from error
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_SECONDS * 1000}")


def _as_soon_as_free(connection: Any, statement: str, until: float | None = None) -> None:
    """Execute it once nobody is in its way; raises sqlite3.OperationalError."""
    until = monotonic() + LOCK_WAIT_SECONDS if until is None else until
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in BUSY or monotonic() > until:
                raise
            sleep(LOOK_SECONDS)
        else:
            return

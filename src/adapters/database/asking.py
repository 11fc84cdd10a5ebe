"""Connections that only ask, kept beside SQLAlchemy's."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Any

from sqlalchemy import Engine, event

from application.errors import Unavailable

AT_ONCE, PATIENCE_SECONDS = 8, 30.0
MAPPED_BYTES = 2**31 - 2**16
"""The most that SQLite maps; from there on it reads as without (https://sqlite.org/mmap.html)."""
Given = Mapping[str, Any] | Sequence[Any]
SQLITE = ("PRAGMA query_only = ON", f"PRAGMA mmap_size = {MAPPED_BYTES}")
POSTGRES = ("SET default_transaction_read_only = on", "SET plan_cache_mode = force_generic_plan")
"""Planning takes ten times as long as these statements do, which all read a few rows by index."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Lends driver connections, each for one reading statement that is a transaction of its own.

    Nothing is left open on them, so nothing is reset when they come back: SQLAlchemy's pool takes
    as long for that as a check takes, and asks PostgreSQL whether it is there, for BEGIN and for
    ROLLBACK. The last to come back is lent first, for its cache is warm.
    """

    engine: Engine
    _idle: deque[Any] = field(default_factory=deque)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    def __post_init__(self) -> None:
        event.listen(self.engine, "engine_disposed", lambda _: self.close())

    def ask(self, statement: str, given: Given) -> Sequence[Any]:
        """Return every row; raises what the driver and SQLAlchemy raise, and Unavailable.

        A connection that was lost while it lay idle is replaced.
        """
        if not self._places.acquire(timeout=PATIENCE_SECONDS):
            raise Unavailable("the database", "too many ask at once")
        try:
            while (kept := self._kept()) is not None:
                rows = self._asked(kept, statement, given, lay_idle=True)
                if rows is not None:
                    return rows
            return self._asked(self._opened(), statement, given) or ()
        finally:
            self._places.release()

    def close(self) -> None:
        """Close those that are not lent."""
        while (kept := self._kept()) is not None:
            kept.close()

    def _kept(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _asked(
        self, connection: Any, statement: str, given: Given, *, lay_idle: bool = False
    ) -> Sequence[Any] | None:
        """Return every row; None when the connection turned out to be lost."""
        rows: Sequence[Any] | None = None
        try:
            rows = connection.execute(statement, given).fetchall()
        except self.engine.dialect.loaded_dbapi.Error:
            # psycopg says when it is lost, sqlite3 loses none
            if not (lay_idle and getattr(connection, "closed", False)):
                raise
        finally:
            if rows is None:
                connection.close()
            else:
                self._idle.append(connection)
        return rows

    def _opened(self) -> Any:
        """Open it as SQLAlchemy would, and keep it from its pool."""
        held = self.engine.raw_connection()
        connection: Any = held.driver_connection
        held.detach()
        prepare = SQLITE
        if self.engine.dialect.name == "postgresql":
            connection.autocommit, connection.prepare_threshold = True, 0
            prepare = POSTGRES
        for statement in prepare:
            connection.execute(statement)
        return connection

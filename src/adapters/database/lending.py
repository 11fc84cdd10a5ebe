"""A driver's own connections, kept beside SQLAlchemy's."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from application.errors import Unavailable

AT_ONCE, PATIENCE_SECONDS = 8, 30.0
MAPPED_BYTES = 2**31 - 2**16
"""The most that SQLite maps; from there on it reads as without (https://sqlite.org/mmap.html)."""
ANY_VALUES = "SET plan_cache_mode = force_generic_plan"
"""Planning takes ten times as long as these statements do, which find a few rows by index."""
Settings = Mapping[str, Sequence[str]]
"""What a connection is told when it is opened, by the dialect's name."""
READING: Settings = {
    "sqlite": ("PRAGMA query_only = ON", f"PRAGMA mmap_size = {MAPPED_BYTES}"),
    "postgresql": ("SET default_transaction_read_only = on", ANY_VALUES),
}
WRITING: Settings = {"sqlite": (), "postgresql": (ANY_VALUES,)}
SOON: Settings = {"sqlite": (), "postgresql": (ANY_VALUES, "SET synchronous_commit = off")}
"""Commits wait for no disk: a crash of the server may forget the last of them, never an earlier one
(https://www.postgresql.org/docs/15/wal-async-commit.html).
"""
Given = Mapping[str, Any] | Sequence[Any]
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Lending:
    """Lends driver connections, each for one statement or pipeline: a transaction of its own.

    Nothing is left open on them, so nothing is reset when they come back: SQLAlchemy's pool takes
    as long for that as a check takes, and asks PostgreSQL whether it is there, for BEGIN and for
    ROLLBACK. The last to come back is lent first, for its cache is warm.
    """

    engine: Engine
    settings: Settings = field(default_factory=lambda: READING)
    _idle: deque[Any] = field(default_factory=deque)
    _places: SimpleQueue[None] = field(default_factory=SimpleQueue)
    """One for each that may be lent besides. A semaphore takes ten times as long."""

    def __post_init__(self) -> None:
        for _ in range(AT_ONCE):
            self._places.put(None)
        event.listen(self.engine, "engine_disposed", lambda _: self.close())

    def ask(self, statement: str, given: Given) -> Sequence[Any]:
        """Return every row of one statement; raises what `lend` raises.

        PostgreSQL's in binary: as text, moments, ids and bytes take it as long as the search.
        """
        how = {"binary": True} if self.engine.dialect.name == "postgresql" else {}
        rows: Sequence[Any] = self.lend(lambda one: one.execute(statement, given, **how).fetchall())
        return rows

    def lend(self, work: Callable[[Any], Done]) -> Done:
        """Return what the work returns; raises what it, the driver and SQLAlchemy raise.

        Raises Unavailable when none is free. A connection may have been lost while it lay idle:
        then the work is begun once more on another, so it does the same when it is done twice.
        """
        try:
            self._places.get(timeout=PATIENCE_SECONDS)
        except Empty:
            raise Unavailable("the database", "too many ask at once") from None
        try:
            while (kept := self._kept()) is not None:
                try:
                    return self._worked(kept, work)
                except self.engine.dialect.loaded_dbapi.Error:
                    if not _is_lost(kept):
                        raise
            return self._worked(self._opened(), work)
        finally:
            self._places.put(None)

    def close(self) -> None:
        """Close those that are not lent."""
        while (kept := self._kept()) is not None:
            kept.close()

    def _kept(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _worked(self, connection: Any, work: Callable[[Any], Done]) -> Done:
        try:
            done = work(connection)
        except BaseException:
            if not _is_lost(connection):
                connection.close()
            raise
        self._idle.append(connection)
        return done

    def _opened(self) -> Any:
        """Open it as SQLAlchemy would, and keep it from its pool."""
        held = self.engine.raw_connection()
        connection: Any = held.driver_connection
        held.detach()
        dialect = self.engine.dialect.name
        if dialect == "postgresql":
            connection.autocommit, connection.prepare_threshold = True, 0
        for statement in self.settings[dialect]:
            connection.execute(statement)
        return connection


def _is_lost(connection: Any) -> bool:
    """Tell whether it ended from the other side: psycopg says so, sqlite3 loses none."""
    return getattr(connection, "broken", False)

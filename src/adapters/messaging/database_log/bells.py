"""How a consumer learns that something was appended."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any, Protocol

from adapters.database.reachable import reachable_by_driver
from adapters.database.sql import SqlDatabase

CHANNEL = "portico_events"
LOOK_SECONDS = 0.02
"""SQLite has nobody who would call; looking takes a tenth of a millisecond."""


class Bell(Protocol):
    def listen(self, seconds: float) -> None:
        """Return when it rang since the last time, or after so long. Raises Unavailable."""


class NoBell:
    def listen(self, seconds: float) -> None:
        sleep(min(seconds, LOOK_SECONDS))


class PostgresBell:
    """LISTEN on a connection of its own, from the first time on."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._connection: Any = None

    def listen(self, seconds: float) -> None:
        with reachable_by_driver(self._database.engine):
            if self._connection is None:
                self._begin()
                return  # what came before that was not heard: look first
            try:
                for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                    return
            except Exception:  # after any error it may be deaf: listen anew the next time
                self.close()
                raise

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _begin(self) -> None:
        pooled = self._database.engine.raw_connection()
        self._connection = pooled.driver_connection
        pooled.detach()
        self._connection.autocommit = True
        self._connection.execute(f"LISTEN {CHANNEL}")


@contextmanager
def bell(database: SqlDatabase) -> Iterator[Bell]:
    if database.engine.dialect.name != "postgresql":
        yield NoBell()
        return
    ringing = PostgresBell(database)
    try:
        yield ringing
    finally:
        ringing.close()

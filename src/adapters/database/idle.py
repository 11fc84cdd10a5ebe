"""Connections that lay idle in a pool are asked whether they still stand, before they are used."""

from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

IDLE_SECONDS = 1.0
"""One that was used just now is not asked: that is a round trip each time."""
LAST_USED = "portico.last_used"


def prove_idle(engine: Engine) -> None:
    """Replace those of the engine's pool that were lost while nobody used them."""
    event.listen(engine, "checkin", _lay_down)
    event.listen(engine, "checkout", partial(_prove, engine))


def _lay_down(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[LAST_USED] = monotonic()


def _prove(engine: Engine, connection: Any, record: ConnectionPoolEntry, _: object) -> None:
    """Ask one that has lain idle whether it still stands; raises DisconnectionError if not."""
    if monotonic() - record.info.get(LAST_USED, monotonic()) > IDLE_SECONDS:
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool opens another

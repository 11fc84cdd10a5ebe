"""Let those who follow events read on in the journal."""

from datetime import datetime

from sqlalchemy import func, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.processing.sql import SqlRelays
from adapters.events.tables import event_relays, events
from adapters.messaging.database_log.appending import RING

ENDS = select(
    func.coalesce(select(func.max(events.c.position)).scalar_subquery(), 0).label("newest"),
    func.coalesce(select(func.max(event_relays.c.position)).scalar_subquery(), 0).label("reached"),
)


def publish(database: SqlDatabase, at: datetime) -> int:
    """Publish all that is there, and return how many that may be: positions may have gaps.

    Positions are committed in their order, so there is none to come before the last one.
    """
    (ends,) = asked(database, ENDS, {})
    if ends.newest <= ends.reached:
        return 0
    SqlRelays(database).reached(ends.newest, at)
    if database.engine.dialect.name == "postgresql":
        database.tell_soon(lambda connection: connection.execute(RING))
    return int(ends.newest - ends.reached)

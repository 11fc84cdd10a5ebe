"""How many events of each type happened on each day, in a relational database."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Executable

from adapters.database.in_transaction import change_all
from adapters.database.inserts import inserting
from adapters.events.tables import event_tallies
from application.service import service
from domain.events.seen import SeenEvent

LIVE = 0
"""The generation that is read; a replay builds another beside it."""


@service
class SqlTallies:
    connection: Connection
    generation: int = LIVE

    def count(self, events: Sequence[SeenEvent]) -> None:
        counted = Counter((one.organisation_id, one.type, one.occurred_at.date()) for one in events)
        rows = [
            {
                "generation": self.generation,
                "organisation_id": organisation_id,
                "type": kind,
                "day": day,
                "events": number,
            }
            for (organisation_id, kind, day), number in sorted(counted.items())
        ]  # sorted, so that two who count the same wait for each other in order
        change_all(self.connection, _counting(self.connection.dialect.name), rows)


@cache
def _counting(dialect: str) -> Executable:
    insert = inserting(event_tallies, dialect)
    added = {"events": event_tallies.c.events + insert.excluded.events}
    return insert.on_conflict_do_update(index_elements=list(event_tallies.primary_key), set_=added)

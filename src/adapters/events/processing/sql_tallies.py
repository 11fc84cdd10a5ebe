"""How many events of each type happened on each day, in a relational database."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from adapters.database.inserts import upserting
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
        insert = upserting(self.connection, event_tallies)
        added = {"events": event_tallies.c.events + insert.excluded.events}
        counting = insert.on_conflict_do_update(
            index_elements=list(event_tallies.primary_key), set_=added
        )
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
        if rows:
            self.connection.execute(counting, rows)

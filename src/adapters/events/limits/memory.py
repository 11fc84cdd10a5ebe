"""Buckets in a dictionary, and the tail of the journal in memory."""

from collections.abc import Mapping

from adapters.database.memory import MemoryDatabase
from adapters.events.journal.memory import EVENTS, furthest
from adapters.events.processing.memory import InMemoryRelays
from application.events.limits.ports import BucketId, Spend, Taken
from application.service import service
from domain.events.limits.tail import Tail

BUCKETS = "event_buckets"


@service
class InMemoryBuckets:
    database: MemoryDatabase

    def take(self, wanted: Mapping[BucketId, Spend], now: int) -> Taken:
        with self.database.writing() as work:
            levels = work.table(BUCKETS)
            raised = {
                one: max(levels.get(one, 0), now) + spend.cost for one, spend in wanted.items()
            }
            if any(raised[one] > now + spend.depth for one, spend in wanted.items()):
                return Taken(fits=False, levels={one: levels.get(one, 0) for one in wanted})
            levels.update(raised)
            work.commit()
        return Taken(fits=True, levels=raised)


@service
class InMemoryTailReader:
    database: MemoryDatabase

    def tail(self) -> Tail:
        rows = self.database.rows(EVENTS)
        relayed = InMemoryRelays(self.database).position()
        first = rows.get(relayed + 1)
        return Tail(furthest(rows) - relayed, first.entry.received_at if first else None)

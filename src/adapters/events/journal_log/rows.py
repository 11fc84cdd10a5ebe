"""The journal's rows, as records of the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import bindparam, func, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.tables import event_relays, events
from adapters.messaging.database_log.reading import Asked, Placed
from adapters.messaging.sharing import Place
from application.events.processing.records import NAME, TOPIC, facts_of
from application.messaging.ports import EventRecord

SIGNS = "0123456789abcdef"
"""What a lane may begin with, and so the place that it goes to: lanes are digests."""
JOURNAL = "journal"
"""Whose positions checkpoints are: a worker of before ADR 45 has its own, of the log's copies."""
SIZE = 1_000
"""About the most that a heading takes: its names are bounded."""
held = events.c
SIGN = func.substr(held.lane, 1, 1)
END = select(func.max(event_relays.c.position).label("position"))
EVERYWHERE = (
    select(
        held.position, held.id, held.organisation_id, held.told_by, held.source, held.external_id,
        held.type, held.lane, held.key_id, held.occurred_at, held.received_at, held.sequence,
        held.traceparent,
    )
    .where(held.position > bindparam("after"), held.position <= bindparam("until"))
    .order_by(held.position)
    .limit(bindparam("many"))
)  # fmt: skip
SOMEWHERE = EVERYWHERE.where(SIGN.in_(bindparam("signs", expanding=True)))


@dataclass(frozen=True, slots=True)
class JournalRows:
    """Up to where the journal was published. All places are read together, for they share a key."""

    database: SqlDatabase
    even: ClassVar[bool] = True

    def end(self) -> int:
        (row,) = asked(self.database, END, {})
        return row.position or 0

    def fresh(self, wanted: Asked, until: int) -> Sequence[Placed]:
        return self._read(wanted.partitions, wanted.after, until, wanted.many)

    def at(self, place: Place, after: int, until: int, many: int) -> Sequence[Placed]:
        return self._read((place.partition,), after, until, many)

    def _read(
        self, partitions: Sequence[int], after: int, until: int, many: int
    ) -> Sequence[Placed]:
        values: dict[str, Any] = {"after": after, "until": until, "many": many}
        if len(partitions) == len(SIGNS):
            return [_placed(*row) for row in asked(self.database, EVERYWHERE, values)]
        values["signs"] = [SIGNS[one] for one in partitions]
        return [_placed(*row) for row in asked(self.database, SOMEWHERE, values)]


def _placed(
    position: int, id: Any, organisation_id: Any, told_by: Any, source: str, external_id: str,
    type: str, lane: str, key_id: Any, occurred_at: Any, received_at: Any, sequence: int | None,
    traceparent: str | None,
) -> Placed:  # fmt: skip
    facts = facts_of(position, told_by, source, external_id, type, key_id, received_at, sequence)
    record = EventRecord(id, TOPIC, lane, NAME, organisation_id, occurred_at, facts, traceparent)
    return Placed(position, PLACES[lane[0]], record, SIZE)


PLACES = {sign: Place(JOURNAL, partition) for partition, sign in enumerate(SIGNS)}

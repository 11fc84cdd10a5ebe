"""How far groups are behind what was published of the journal.

What waits is counted once, however many groups wait for it: between two checkpoints it is the same
for all of them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.events.journal_log.rows import JOURNAL, SIGN, SIGNS
from adapters.events.tables import events
from adapters.messaging.tables import event_checkpoints
from application.events.processing.records import TOPIC
from application.messaging.ports import PartitionLag

held, at = events.c, event_checkpoints.c
CHECKPOINTS = (
    select(at.group, at.partition, at.position)
    .where(at.topic == JOURNAL, at.group.in_(bindparam("groups", expanding=True)))
    .order_by(at.group, at.partition)
)
BETWEEN = (
    select(
        SIGN.label("sign"),
        func.count().label("many"),
        func.min(held.position).label("first"),
        func.max(held.position).label("last"),
    )
    .where(held.position > bindparam("after"), held.position <= bindparam("until"))
    .group_by(SIGN)
)
HAPPENED = select(held.position, held.occurred_at).where(
    held.position.in_(bindparam("positions", expanding=True))
)


class Waiting(NamedTuple):
    """What of one place stands behind a checkpoint: from `first` to `last`."""

    many: int = 0
    first: int = 0
    last: int = 0

    def and_then(self, later: "Waiting") -> "Waiting":
        return Waiting(self.many + later.many, self.first or later.first, later.last or self.last)


def lag_behind(database: SqlDatabase, groups: Collection[str], end: int) -> Sequence[PartitionLag]:
    """Return it for each group and place, up to `end`."""
    known = asked(database, CHECKPOINTS, {"groups": list(groups)})
    waiting = _waiting(database, {one.position for one in known}, end)
    found = [(one, waiting[one.position][one.partition]) for one in known]
    moments = _moments(database, {one.first for _, one in found if one.many})
    return [_lag(one, before, moments.get(before.first)) for one, before in found]


def _waiting(
    database: SqlDatabase, checkpoints: Collection[int], end: int
) -> Mapping[int, Sequence[Waiting]]:
    """Return for each checkpoint what follows it in each place."""
    behind = [Waiting()] * len(SIGNS)
    found = {one: behind for one in checkpoints if one >= end}
    bounds = sorted({*checkpoints, end} - found.keys() | {end})
    for after, until in reversed(list(pairwise(bounds))):
        counted = {
            row.sign: Waiting(row.many, row.first, row.last)
            for row in asked(database, BETWEEN, {"after": after, "until": until})
        }
        nothing = Waiting()
        behind = [
            counted.get(sign, nothing).and_then(one)
            for sign, one in zip(SIGNS, behind, strict=True)
        ]
        found[after] = behind
    return found


def _moments(database: SqlDatabase, positions: Collection[int]) -> Mapping[int, datetime]:
    rows = asked(database, HAPPENED, {"positions": list(positions)}) if positions else []
    return {row.position: row.occurred_at for row in rows}


def _lag(checkpoint: Any, waits: Waiting, oldest: datetime | None) -> PartitionLag:
    return PartitionLag(
        group=checkpoint.group,
        topic=TOPIC,
        partition=checkpoint.partition,
        end=max(checkpoint.position, waits.last),
        checkpoint=checkpoint.position,
        lag=waits.many,
        oldest=oldest,
    )

"""What the log holds behind a place: read once, and told to all groups of a process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, Text, bindparam, cast, func, literal, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.messaging.sharing import Place
from adapters.messaging.tables import event_log
from application.messaging.ports import EventRecord

HELD = event_log.c
COLUMNS = (
    HELD.position, HELD.partition, HELD.id, HELD.topic, HELD.key, HELD.name, HELD.organisation_id,
    HELD.happened_at, cast(HELD.facts, Text).label("facts"), HELD.traceparent,
)  # fmt: skip
"""Facts come as they are written: msgspec reads them in a tenth of the time that drivers take."""
END = select(func.max(HELD.position).label("position"))
FRESH = (
    select(*COLUMNS)
    .where(
        HELD.position > bindparam("after"),
        HELD.position <= bindparam("until"),
        # as expressions, lest the index of one partition be read for all, and sorted
        (HELD.topic + literal("")).in_(bindparam("topics", expanding=True)),
        (HELD.partition + literal(0)).in_(bindparam("partitions", expanding=True)),
    )
    .order_by(HELD.position)
    .limit(bindparam("many"))
)
ONE_PLACE = (
    select(*COLUMNS)
    .where(
        HELD.topic == bindparam("topic"),
        HELD.partition == bindparam("partition"),
        HELD.position > bindparam("after"),
        HELD.position <= bindparam("until"),
    )
    .order_by(HELD.position)
    .limit(bindparam("many"))
)
MOST_KEPT, LARGEST_KEPT = 4, 4_194_304
"""Stretches of the log, and characters of facts in each."""
KEPT_SECONDS = 5.0
"""Who has not come for a stretch by then reads it himself."""
_facts = msgspec.json.Decoder(dict[str, Any]).decode


class Placed(NamedTuple):
    position: int
    place: Place
    record: EventRecord
    size: int
    """Characters of its facts, as they are kept."""


class Asked(NamedTuple):
    """Which places are read on from where, and how much of it at most."""

    topics: tuple[str, ...]
    partitions: tuple[int, ...]
    after: int
    many: int


class Stretch(NamedTuple):
    """All that there is up to `reached`."""

    rows: Sequence[Placed]
    reached: int
    read_at: float


@dataclass(slots=True)
class SharedReads:
    """Groups that follow the same topics read the same rows, one soon after another.

    What was read lately is kept, and whoever reads on from elsewhere stops where another did, so
    that they go on together. What stands up to the end of the log changes no more.
    """

    database: SqlDatabase
    end: int = 0
    """How far the log was known to go when somebody last asked."""
    _kept: dict[Asked, Stretch] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)
    _looking: Lock = field(default_factory=Lock)

    def look(self) -> int:
        """Return how far the log goes now: less than before where an older one was restored."""
        with self._looking:  # one after another, so that less is never an older answer
            (row,) = asked(self.database, END, {})
            end = row.position or 0
            if end < self.end:
                with self._reading:
                    self._kept.clear()
            self.end = end
        with self._reading:
            self._drop_old()
        return end

    def on(self, wanted: Asked, until: int) -> Stretch:
        """Return what follows, up to there at most; there is something between."""
        with self._reading:
            self._drop_old()
            kept = self._kept.get(wanted)
            if kept is None:
                kept = self._read(wanted, self._common(wanted, until))
                self._keep(wanted, kept)
        return kept

    def at(self, place: Place, after: int, until: int, many: int) -> Sequence[Placed]:
        values = {**place._asdict(), "after": after, "until": until, "many": many}
        return _placed(self.database, ONE_PLACE, values)

    def _common(self, wanted: Asked, until: int) -> int:
        """Return the first place up to there at which others go on who read the same."""
        places = wanted[:2]
        return min(
            (
                kept.reached
                for one, kept in self._kept.items()
                if one[:2] == places and wanted.after < kept.reached <= until
            ),
            default=until,
        )

    def _read(self, wanted: Asked, until: int) -> Stretch:
        values = {**wanted._asdict(), "until": until}
        values |= {"topics": list(wanted.topics), "partitions": list(wanted.partitions)}
        rows = _placed(self.database, FRESH, values)
        reached = rows[-1].position if len(rows) == wanted.many else until
        return Stretch(rows, reached, monotonic())

    def _drop_old(self) -> None:
        oldest = monotonic() - KEPT_SECONDS
        for wanted in [one for one, kept in self._kept.items() if kept.read_at < oldest]:
            del self._kept[wanted]

    def _keep(self, wanted: Asked, read: Stretch) -> None:
        if sum(one.size for one in read.rows) <= LARGEST_KEPT:
            self._kept[wanted] = read
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]


def _placed(
    database: SqlDatabase, statement: Select[Any], values: Mapping[str, Any]
) -> Sequence[Placed]:
    found = asked(database, statement, values)
    return [
        Placed(row.position, Place(row.topic, row.partition), _record(row), len(row.facts))
        for row in found
    ]


def _record(row: Any) -> EventRecord:
    return EventRecord(
        row.id, row.topic, row.key, row.name, row.organisation_id, row.happened_at,
        _facts(row.facts), row.traceparent,
    )  # fmt: skip

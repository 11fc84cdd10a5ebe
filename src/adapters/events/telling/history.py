"""An organisation's events, newest first, in a relational database."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, func, literal, null, select, tuple_

from adapters.database.sql import SqlDatabase
from adapters.database.types import Position, UtcDateTime
from adapters.events.processing.rows import to_item
from adapters.events.tables import (
    event_backlog,
    event_marks,
    event_quarantine,
    event_relays,
    events,
    subject_keys,
)
from adapters.events.telling.standing import progress_of
from application.events.telling.ports import Standing
from application.service import service
from domain.events.history import Place, Remembered, Wanted
from domain.events.status import State
from domain.ids import OrganisationId

SHOWN = (
    "position", "id", "source", "external_id", "type", "sequence", "key_id", "occurred_at",
    "received_at",
)  # fmt: skip
by_place = attrgetter("place")


@service
class SqlHistoryReader:
    database: SqlDatabase

    def newest(
        self, organisation_id: OrganisationId, wanted: Wanted, before: Place | None, look: int
    ) -> tuple[Sequence[Remembered], Place | None]:
        asked = [statement(one, organisation_id, wanted, before, look) for one in _among(wanted)]
        with self.database.reading() as connection:
            rows = [row for one in asked for row in connection.execute(one)]
        seen = sorted(map(_remembered, rows), key=by_place, reverse=True)[:look]
        return [one for one in seen if is_wanted(one, wanted)], end_of(seen, look)

    def standing(self, events: Sequence[Remembered], consumers: Collection[str]) -> Standing:
        given = [one for one in events if one.held is None]
        positions = [one.place.position for one in given]
        marks, waiting, keys = event_marks.c, event_backlog.c, subject_keys.c
        reached = select(func.coalesce(func.max(event_relays.c.position), 0))
        done = select(event_marks).where(
            marks.consumer.in_(consumers), marks.position.in_(positions)
        )
        to_do = select(event_backlog).where(
            waiting.consumer.in_(consumers), waiting.position.in_(positions)
        )
        open_ = select(keys.id).where(keys.id.in_({one.key_id for one in given}))
        with self.database.reading() as connection:
            return Standing(
                connection.execute(reached).scalar_one(),
                set(connection.scalars(open_)),
                progress_of(
                    [(row.consumer, row.position, row.at) for row in connection.execute(done)],
                    [to_item(row) for row in connection.execute(to_do)],
                ),
            )


def statement(
    table: Table,
    organisation_id: OrganisationId,
    wanted: Wanted,
    before: Place | None,
    look: int,
) -> Select[Any]:
    """Return what looks through the table, by its index alone."""
    columns = table.c
    bounds = [columns.organisation_id == organisation_id]
    if wanted.since is not None:
        bounds.append(columns.received_at >= wanted.since)
    if wanted.until is not None:
        bounds.append(columns.received_at < wanted.until)
    if before is not None:
        bounds.append(_lies_before(table, before))
    held = columns.reason if table is event_quarantine else null()
    shown = select(*(columns[name] for name in SHOWN), held.label("held")).where(*bounds)
    return shown.order_by(columns.received_at.desc(), columns.position.desc()).limit(look)


def is_wanted(one: Remembered, wanted: Wanted) -> bool:
    return wanted.source in (None, one.source) and wanted.type in (None, one.type)


def end_of(seen: Sequence[Remembered], look: int) -> Place | None:
    """Return where looking ended, unless there was less than was looked for."""
    return seen[-1].place if len(seen) == look else None


def _among(wanted: Wanted) -> tuple[Table, ...]:
    return (event_quarantine,) if wanted.state is State.QUARANTINED else (events, event_quarantine)


def _lies_before(table: Table, place: Place) -> ColumnElement[bool]:
    """In one moment, what is in quarantine stands before what is not, in this order."""
    columns, in_quarantine = table.c, table is event_quarantine
    if in_quarantine == place.in_quarantine:
        at = tuple_(literal(place.received_at, UtcDateTime()), literal(place.position, Position))
        return tuple_(columns.received_at, columns.position) < at
    if in_quarantine:
        return columns.received_at < place.received_at
    return columns.received_at <= place.received_at


def _remembered(row: Row[Any]) -> Remembered:
    return Remembered(
        place=Place(row.received_at, row.held is not None, row.position),
        entry=row.id,
        source=row.source,
        external_id=row.external_id,
        type=row.type,
        sequence=row.sequence,
        key_id=row.key_id,
        occurred_at=row.occurred_at,
        held=row.held,
    )

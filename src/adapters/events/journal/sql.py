"""The journal in a relational database: positions are given out in the order of the commits."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select

from adapters.database.chunks import chunks
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase, take_turn
from adapters.events.journal.rows import to_journalled, to_row
from adapters.events.journal.sorting import First, Known, Told, sort, told
from adapters.events.tables import event_quarantine, events, subject_keys
from application.events.ports import KeysGone
from application.service import service
from domain.events.entry import Admission, Entry, Journalled
from domain.ids import OrganisationId

ADMITTING = 0x4A6F7572
"""The lock under which ids are looked up, and positions given out and committed in order."""
held = events.c
FOLLOWING = (
    select(events)
    .where(held.position > bindparam("after"))
    .order_by(held.position)
    .limit(bindparam("many"))
)

CHOSEN = (
    select(events)
    .where(held.position.in_(bindparam("positions", expanding=True)))
    .order_by(held.position)
)


@service
class SqlJournal:
    database: SqlDatabase

    def admit(self, entries: Sequence[Entry]) -> Sequence[Admission]:
        with self.database.writing() as connection:
            take_turn(connection, ADMITTING)
            _prove_keys(connection, {entry.key_id for entry in entries})
            done = sort(entries, _held(connection, entries), _in_quarantine(connection, entries))
            if done.new:
                connection.execute(insert(events), [to_row(one) for one in done.new])
            _quarantine(connection, done.quarantined)
            connection.commit()
        return done.admissions

    def after(self, position: int, limit: int) -> Sequence[Journalled]:
        asking = {"after": position, "many": limit}
        return [to_journalled(row) for row in asked(self.database, FOLLOWING, asking)]

    def at(self, positions: Collection[int]) -> Mapping[int, Journalled]:
        return {
            row.position: to_journalled(row)
            for some in chunks(positions)
            for row in asked(self.database, CHOSEN, {"positions": list(some)})
        }

    def find(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Journalled | None:
        told = (
            held.organisation_id == organisation_id,
            held.source == source,
            held.external_id == external_id,
        )
        with self.database.reading() as connection:
            row = connection.execute(select(events).where(*told)).one_or_none()
        return None if row is None else to_journalled(row)


def _prove_keys(connection: Connection, ids: Collection[UUID]) -> None:
    """See that every key is there, and keep it there until this is committed."""
    for some in chunks(ids):
        there = select(subject_keys.c.id).where(subject_keys.c.id.in_(some))
        found = connection.scalars(there.with_for_update(read=True, key_share=True)).all()
        if len(found) != len(some):
            raise KeysGone


def _held(connection: Connection, entries: Sequence[Entry]) -> Mapping[Told, First]:
    """Return the entries that hold one of these ids already."""
    asked = defaultdict(list)
    for entry in entries:
        asked[entry.organisation_id, entry.source].append(entry.external_id)
    return {
        (organisation, source, row.external_id): First(row.id, row.digest)
        for (organisation, source), ids in asked.items()
        for some in chunks(ids)
        for row in connection.execute(_among(organisation, source, some))
    }


def _among(organisation_id: UUID, source: str, ids: Sequence[str]) -> Any:
    return select(held.external_id, held.id, held.digest).where(
        held.organisation_id == organisation_id,
        held.source == source,
        held.external_id.in_(ids),
    )


def _in_quarantine(connection: Connection, entries: Sequence[Entry]) -> Mapping[Known, UUID]:
    """Return those in quarantine that may say the same as what is to go there."""
    found: dict[Known, UUID] = {}
    for entry in entries:
        if entry.held is not None:
            same = select(event_quarantine.c.id).where(
                event_quarantine.c.organisation_id == entry.organisation_id,
                event_quarantine.c.source == entry.source,
                event_quarantine.c.external_id == entry.external_id,
                event_quarantine.c.digest == entry.digest,
            )
            if there := connection.scalar(same.limit(1)):
                found[told(entry), entry.digest] = there
    return found


def _quarantine(connection: Connection, entries: Sequence[tuple[Entry, str]]) -> None:
    rows = [to_row(one) | {"reason": reason} for one, reason in entries]
    if rows:
        connection.execute(insert(event_quarantine), rows)

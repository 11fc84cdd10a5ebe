"""Latest states in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select, tuple_

from adapters.database.chunks import chunks
from adapters.database.inserts import insert_once, save
from adapters.events.tables import event_entities
from application.service import service
from domain.events.entity import Entity, Told
from domain.events.seen import Lane
from domain.ids import OrganisationId

held = event_entities.c


@service
class SqlEntities:
    connection: Connection

    def by_lanes(self, lanes: Collection[Lane]) -> Mapping[Lane, Entity]:
        """Lock them sorted, so that two who need the same ones wait for each other in order.

        A row is made for what has none: who finds nothing has nothing to lock.
        """
        found = self._locked(lanes)
        missing = sorted(set(lanes) - found.keys())
        for lane in missing:
            insert_once(self.connection, event_entities, _row(Entity(lane=lane)))
        return found | self._locked(missing)

    def _locked(self, lanes: Collection[Lane]) -> dict[Lane, Entity]:
        found: dict[Lane, Entity] = {}
        for some in chunks(sorted(lanes)):
            among = select(event_entities).where(tuple_(held.organisation_id, held.lane).in_(some))
            ordered = among.order_by(held.organisation_id, held.lane).with_for_update()
            rows = [entity_of(row) for row in self.connection.execute(ordered)]
            found |= {one.lane: one for one in rows}
        return found

    def save(self, entities: Sequence[Entity]) -> None:
        for one in sorted(entities, key=lambda entity: entity.lane):
            save(self.connection, event_entities, _row(one))

    def overdue(self, now: datetime, limit: int) -> Sequence[Entity]:
        waited = select(event_entities).where(held.due_at <= now).order_by(held.due_at)
        rows = self.connection.execute(waited.limit(limit).with_for_update())
        return [entity_of(row) for row in rows]


def _row(entity: Entity) -> dict[str, Any]:
    organisation_id, lane = entity.lane
    return {
        "organisation_id": organisation_id,
        "lane": lane,
        "latest": told_to_json(entity.latest) if entity.latest else None,
        "waiting": [told_to_json(one) for one in entity.waiting],
        "due_at": entity.due_at,
        "gaps": entity.gaps,
        "stale": entity.stale,
    }


def told_to_json(told: Told) -> dict[str, Any]:
    named = asdict(told)
    return named | {"occurred_at": told.occurred_at.isoformat(), "key_id": str(told.key_id)}


def entity_of(row: Row[Any]) -> Entity:
    return Entity(
        lane=(OrganisationId(row.organisation_id), row.lane),
        latest=told_of(row.latest) if row.latest else None,
        waiting=tuple(told_of(one) for one in row.waiting),
        due_at=row.due_at,
        gaps=row.gaps,
        stale=row.stale,
    )


def told_of(said: dict[str, Any]) -> Told:
    return Told(
        sequence=said["sequence"],
        type=said["type"],
        occurred_at=datetime.fromisoformat(said["occurred_at"]),
        key_id=UUID(said["key_id"]),
        sealed=said["sealed"],
    )

"""A consumer's backlog in a relational database."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from adapters.database.chunks import chunks
from adapters.database.in_transaction import find
from adapters.database.inserts import insert_once
from adapters.events.processing.choosing import behind_another, dead
from adapters.events.processing.rows import to_item, to_row
from adapters.events.tables import event_backlog
from application.service import service
from domain.events.backlog import PARKED, Backlogged, Waiting
from domain.events.dead_letters import Choice
from domain.events.seen import Lane
from domain.ids import OrganisationId

held = event_backlog.c
STANDING = (
    select(held.lane, held.state)
    .where(
        held.consumer == bindparam("consumer"),
        held.organisation_id == bindparam("organisation_id"),
        held.lane.in_(bindparam("lanes", expanding=True)),
    )
    .distinct()
)


@service
class SqlBacklog:
    connection: Connection
    consumer: str

    def standing(self, lanes: Collection[Lane]) -> Mapping[Lane, Waiting]:
        found: dict[Lane, Waiting] = {}
        for organisation_id, names in _by_organisation(lanes).items():
            for some in chunks(names):
                for row in find(self.connection, STANDING, self._among(organisation_id, some)):
                    lane = (organisation_id, row.lane)
                    if found.get(lane) is not Waiting.DEAD:
                        found[lane] = Waiting(row.state)
        return found

    def add(self, item: Backlogged) -> None:
        insert_once(self.connection, event_backlog, to_row(item))

    def by_positions(self, positions: Collection[int]) -> Mapping[int, Backlogged]:
        return {
            row.position: to_item(row)
            for some in chunks(positions)
            for row in self.connection.execute(select(event_backlog).where(*self._at(some)))
        }

    def save(self, item: Backlogged) -> None:
        row = to_row(item)
        self.connection.execute(update(event_backlog).where(*self._at([item.position])).values(row))

    def park(self, lane: Lane) -> None:
        organisation_id, name = lane
        of_lane = (
            held.consumer == self.consumer,
            held.organisation_id == organisation_id,
            held.lane == name,
            held.state == Waiting.RETRYING.value,
        )
        parked = {"state": Waiting.DEAD.value, "reason": PARKED}
        self.connection.execute(update(event_backlog).where(*of_lane).values(parked))

    def remove(self, positions: Collection[int]) -> None:
        for some in chunks(positions):
            self.connection.execute(delete(event_backlog).where(*self._at(some)))

    def redrive(self, organisation_id: OrganisationId, choice: Choice, now: datetime) -> int:
        moving = (
            *dead(organisation_id, choice),
            held.consumer == self.consumer,
            ~behind_another(choice),
        )
        again = {"state": Waiting.RETRYING.value, "due_at": now, "attempts": 0}
        return self.connection.execute(update(event_backlog).where(*moving).values(again)).rowcount

    def _at(self, positions: Collection[int]) -> tuple[Any, ...]:
        return (held.consumer == self.consumer, held.position.in_(positions))

    def _among(self, organisation_id: OrganisationId, lanes: Collection[str]) -> dict[str, Any]:
        its = {"consumer": self.consumer, "organisation_id": organisation_id}
        return {**its, "lanes": list(lanes)}


def _by_organisation(lanes: Collection[Lane]) -> Mapping[OrganisationId, set[str]]:
    found: dict[OrganisationId, set[str]] = defaultdict(set)
    for organisation_id, name in lanes:
        found[organisation_id].add(name)
    return found

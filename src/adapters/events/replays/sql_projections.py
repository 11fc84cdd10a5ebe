"""What a replay makes, in a relational database, and what is live."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from adapters.database.chunks import chunks
from adapters.database.inserts import save
from adapters.events.processing.sql_entities import SqlEntities, entity_of
from adapters.events.processing.sql_tallies import LIVE
from adapters.events.replays.projecting import (
    ReplayedEntities,
    ReplayedTallies,
    Value,
    state_lines,
    tally_lines,
)
from adapters.events.tables import event_entities, event_replay_rows, event_tallies
from application.events.consumers.follow_states import NAME as STATES
from application.events.consumers.tally import NAME as TALLIES
from application.service import service
from domain.events.projection import Line
from domain.events.replay import Replay, ReplayId
from domain.ids import OrganisationId

kept = event_replay_rows.c
AT_ONCE = 1_000


@service
class SqlNamed:
    connection: Connection
    replay_id: ReplayId

    def get(self, names: Collection[str]) -> Mapping[str, Value]:
        return {
            row.name: row.value
            for some in chunks(names)
            for row in self.connection.execute(
                select(event_replay_rows).where(
                    kept.replay_id == self.replay_id, kept.name.in_(some)
                )
            )
        }

    def put(self, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            row = {"replay_id": self.replay_id, "name": name, "value": value}
            save(self.connection, event_replay_rows, row)

    def all(self) -> Iterator[tuple[str, Value]]:
        """Read on in steps: a driver would else hold all of it at once."""
        last = ""
        ours = select(kept.name, kept.value).where(kept.replay_id == self.replay_id)
        while rows := self.connection.execute(
            ours.where(kept.name > last).order_by(kept.name).limit(AT_ONCE)
        ).all():
            yield from ((row.name, row.value) for row in rows)
            last = rows[-1].name


class Kind(NamedTuple):
    """How one consumer's projection is read where it is live, and replaced."""

    live: Callable[[Connection, OrganisationId], Iterator[Line]]
    replace: "Callable[[SqlProjection], None]"


@service
class SqlProjection:
    connection: Connection
    replay: Replay

    @property
    def named(self) -> SqlNamed:
        return SqlNamed(self.connection, self.replay.id)

    @property
    def tallies(self) -> ReplayedTallies:
        return ReplayedTallies(self.named)

    @property
    def entities(self) -> ReplayedEntities:
        return ReplayedEntities(self.named, self.replay.organisation_id)

    def lines(self) -> Iterator[Line]:
        if self.replay.consumer == TALLIES:
            return tally_lines(self.tallies.all())
        return state_lines(self.entities.all())

    def put_in_place(self) -> None:
        PROJECTIONS[self.replay.consumer].replace(self)

    def drop(self) -> None:
        its = kept.replay_id == self.replay.id
        self.connection.execute(delete(event_replay_rows).where(its))


def _live_tallies(connection: Connection, organisation_id: OrganisationId) -> Iterator[Line]:
    held = event_tallies.c
    ours = select(held.type, held.day, held.events).where(
        held.generation == LIVE, held.organisation_id == organisation_id
    )
    return tally_lines((row.type, row.day, row.events) for row in connection.execute(ours))


def _live_states(connection: Connection, organisation_id: OrganisationId) -> Iterator[Line]:
    ours = select(event_entities).where(event_entities.c.organisation_id == organisation_id)
    return state_lines(entity_of(row) for row in connection.execute(ours))


def _replace_tallies(made: SqlProjection) -> None:
    held, ours = event_tallies.c, made.replay.organisation_id
    live = delete(event_tallies).where(held.generation == LIVE, held.organisation_id == ours)
    made.connection.execute(live)
    rows: list[dict[str, Any]] = [
        {"generation": LIVE, "organisation_id": ours, "type": kind, "day": day, "events": number}
        for kind, day, number in made.tallies.all()
    ]
    if rows:
        made.connection.execute(insert(event_tallies), rows)


def _replace_states(made: SqlProjection) -> None:
    ours = event_entities.c.organisation_id == made.replay.organisation_id
    made.connection.execute(delete(event_entities).where(ours))
    SqlEntities(made.connection).save(list(made.entities.all()))


PROJECTIONS = {
    TALLIES: Kind(_live_tallies, _replace_tallies),
    STATES: Kind(_live_states, _replace_states),
}

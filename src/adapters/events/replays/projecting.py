"""A projection beside the live one: tallies or states as named values, wherever they are kept."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from adapters.events.processing.sql_entities import told_of, told_to_json
from domain.events.entity import Entity
from domain.events.projection import Line, state_line, tally_line
from domain.events.seen import Lane, SeenEvent
from domain.ids import OrganisationId

Value = dict[str, Any]
Tally = tuple[str, date, int]


class Named(Protocol):
    """Values by their names, of one replay."""

    def get(self, names: Collection[str]) -> Mapping[str, Value]: ...

    def put(self, values: Mapping[str, Value]) -> None: ...

    def all(self) -> Iterator[tuple[str, Value]]: ...


@dataclass(frozen=True, slots=True)
class ReplayedTallies:
    kept: Named

    def count(self, events: Sequence[SeenEvent]) -> None:
        counted = Counter(f"{one.occurred_at.date()}/{one.type}" for one in events)
        held = self.kept.get(counted.keys())
        self.kept.put(
            {
                name: {"events": number + held.get(name, {"events": 0})["events"]}
                for name, number in counted.items()
            }
        )

    def all(self) -> Iterator[Tally]:
        for name, value in self.kept.all():
            day, _, kind = name.partition("/")
            yield kind, date.fromisoformat(day), value["events"]


@dataclass(frozen=True, slots=True)
class ReplayedEntities:
    kept: Named
    organisation_id: OrganisationId

    def by_lanes(self, lanes: Collection[Lane]) -> Mapping[Lane, Entity]:
        held = self.kept.get([name for _, name in lanes])
        return {
            one: self._entity(one, held[one[1]]) if one[1] in held else Entity(lane=one)
            for one in lanes
        }

    def save(self, entities: Sequence[Entity]) -> None:
        self.kept.put({one.lane[1]: _value(one) for one in entities})

    def overdue(self, now: datetime, limit: int) -> Sequence[Entity]:
        """Let all wait: what waits at the end is part of what is compared."""
        return ()

    def all(self) -> Iterator[Entity]:
        for name, value in self.kept.all():
            yield self._entity((self.organisation_id, name), value)

    def _entity(self, lane: Lane, value: Value) -> Entity:
        latest, due = value["latest"], value["due_at"]
        return Entity(
            lane=lane,
            latest=told_of(latest) if latest else None,
            waiting=tuple(told_of(one) for one in value["waiting"]),
            due_at=datetime.fromisoformat(due) if due else None,
            gaps=value["gaps"],
            stale=value["stale"],
        )


def tally_lines(tallies: Iterator[Tally]) -> Iterator[Line]:
    return (tally_line(*one) for one in tallies)


def state_lines(entities: Iterator[Entity]) -> Iterator[Line]:
    return (line for one in entities if (line := state_line(one)) is not None)


def _value(entity: Entity) -> Value:
    return {
        "latest": told_to_json(entity.latest) if entity.latest else None,
        "waiting": [told_to_json(one) for one in entity.waiting],
        "due_at": entity.due_at.isoformat() if entity.due_at else None,
        "gaps": entity.gaps,
        "stale": entity.stale,
    }

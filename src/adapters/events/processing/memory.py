"""Seeing events through in dictionaries, held to the same contract."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.events.journal.memory import InMemoryJournal
from adapters.events.processing.moving import moving
from application.service import service
from domain.events.backlog import PARKED, Backlogged, Waiting
from domain.events.dead_letters import Choice
from domain.events.entity import Entity
from domain.events.entry import Journalled
from domain.events.seen import Lane, SeenEvent
from domain.ids import OrganisationId

MARKS, BACKLOG, TALLIES, RELAYS = "event_marks", "event_backlog", "event_tallies", "event_relays"
ENTITIES, HORIZON, EVENTS = "event_entities", "event_horizons", "events"


@service
class InMemoryMarks:
    work: MemoryTransaction
    consumer: str

    def are_done(self, position: int) -> bool:
        return (self.consumer, position) in self.work.table(MARKS) or self._is_gone(position)

    def first(self, positions: Collection[int], now: datetime) -> set[int]:
        marks = self.work.table(MARKS)
        new = {one for one in positions if not self.are_done(one)}
        marks.update({(self.consumer, one): now for one in new})
        return new

    def _is_gone(self, position: int) -> bool:
        """Whether the journal forgot it: then it was done."""
        furthest, _ = self.work.table(HORIZON).get(0, (0, None))
        return position <= furthest and position not in self.work.table(EVENTS)


@service
class InMemoryBacklog:
    work: MemoryTransaction
    consumer: str

    def standing(self, lanes: Collection[Lane]) -> Mapping[Lane, Waiting]:
        found: dict[Lane, Waiting] = {}
        for item in self._own():
            if item.lane in lanes and found.get(item.lane) is not Waiting.DEAD:
                found[item.lane] = item.state
        return found

    def add(self, item: Backlogged) -> None:
        self.work.table(BACKLOG).setdefault((self.consumer, item.position), item)

    def by_positions(self, positions: Collection[int]) -> Mapping[int, Backlogged]:
        return {one.position: one for one in self._own() if one.position in positions}

    def save(self, item: Backlogged) -> None:
        self.work.table(BACKLOG)[self.consumer, item.position] = item

    def park(self, lane: Lane) -> None:
        for item in self._own():
            if item.lane == lane and item.state is Waiting.RETRYING:
                self.save(replace(item, state=Waiting.DEAD, reason=PARKED))

    def remove(self, positions: Collection[int]) -> None:
        for one in positions:
            self.work.table(BACKLOG).pop((self.consumer, one), None)

    def redrive(self, organisation_id: OrganisationId, choice: Choice, now: datetime) -> int:
        ours = [one for one in self._own() if one.organisation_id == organisation_id]
        moved = moving([one for one in ours if one.state is Waiting.DEAD], choice)
        for item in moved:
            self.save(item.redriven(now))
        return len(moved)

    def _own(self) -> list[Backlogged]:
        return own(self.work.table(BACKLOG), self.consumer)


@service
class InMemoryTallies:
    work: MemoryTransaction
    generation: int = 0

    def count(self, events: Sequence[SeenEvent]) -> None:
        rows = self.work.table(TALLIES)
        for one in events:
            key = (self.generation, one.organisation_id, one.type, one.occurred_at.date())
            rows[key] = rows.get(key, 0) + 1


@service
class InMemoryEntities:
    work: MemoryTransaction

    def by_lanes(self, lanes: Collection[Lane]) -> Mapping[Lane, Entity]:
        rows = self.work.table(ENTITIES)
        return {one: rows.get(one) or Entity(lane=one) for one in lanes}

    def save(self, entities: Sequence[Entity]) -> None:
        self.work.table(ENTITIES).update({one.lane: one for one in entities})

    def overdue(self, now: datetime, limit: int) -> Sequence[Entity]:
        rows = self.work.table(ENTITIES).values()
        return [one for one in rows if one.due_at and one.due_at <= now][:limit]


@service
class InMemoryProcessingWork:
    work: MemoryTransaction
    consumer: str
    marks: InMemoryMarks = field(init=False)
    backlog: InMemoryBacklog = field(init=False)
    tallies: InMemoryTallies = field(init=False)
    entities: InMemoryEntities = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", InMemoryMarks(self.work, self.consumer))
        object.__setattr__(self, "backlog", InMemoryBacklog(self.work, self.consumer))
        object.__setattr__(self, "tallies", InMemoryTallies(self.work))
        object.__setattr__(self, "entities", InMemoryEntities(self.work))

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryProcessingStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self, consumer: str, *, alone: bool) -> Iterator[InMemoryProcessingWork]:
        with self.database.writing() as work:  # everybody is alone here
            yield InMemoryProcessingWork(work, consumer)

    def due(self, consumer: str, now: datetime, limit: int) -> Sequence[Backlogged]:
        stuck, found = set[Lane](), list[Backlogged]()
        for item in own(self.database.rows(BACKLOG), consumer):
            if item.lane in stuck:
                continue
            if item.state is Waiting.DEAD or item.due_at > now:
                stuck.add(item.lane)
            else:
                found.append(item)
        return found[:limit]


@service
class InMemoryRelays:
    database: MemoryDatabase

    def position(self) -> int:
        return max(self.database.rows(RELAYS), default=0)

    def behind(self, limit: int) -> Sequence[Journalled]:
        return InMemoryJournal(self.database).after(self.position(), limit)

    def reached(self, position: int, at: datetime) -> None:
        with self.database.writing() as work:
            if position > max(work.table(RELAYS), default=0):
                work.table(RELAYS)[position] = at
            work.commit()

    def published_at(self, position: int) -> datetime | None:
        rows = self.database.rows(RELAYS)
        return next((rows[one] for one in sorted(rows) if one >= position), None)


def own(rows: Mapping[Any, Any], consumer: str) -> list[Backlogged]:
    """Return the consumer's rows, oldest first."""
    return sorted(
        (item for (name, _), item in rows.items() if name == consumer), key=attrgetter("position")
    )

"""Replays in dictionaries, held to the same contract."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter

from adapters.database.memory import MemoryDatabase, MemoryTransaction, Rows
from adapters.database.paging import newest_first
from adapters.events.processing.memory import BACKLOG, ENTITIES, MARKS, TALLIES
from adapters.events.replays.projecting import (
    ReplayedEntities,
    ReplayedTallies,
    Value,
    state_lines,
    tally_lines,
)
from adapters.jobs.memory import InMemoryJobs
from application.events.consumers.tally import NAME as TALLYING
from application.paging import Page, Window
from application.service import service
from domain.events.projection import Line
from domain.events.replay import Replay, ReplayId, ReplayRunning
from domain.ids import OrganisationId

REPLAYS, ROWS = "event_replays", "event_replay_rows"
LIVE = 0


@service
class InMemoryNamed:
    work: MemoryTransaction
    replay_id: ReplayId

    def get(self, names: Collection[str]) -> Mapping[str, Value]:
        rows = self.work.table(ROWS)
        return {one: rows[self.replay_id, one] for one in names if (self.replay_id, one) in rows}

    def put(self, values: Mapping[str, Value]) -> None:
        rows = self.work.table(ROWS)
        rows.update({(self.replay_id, name): value for name, value in values.items()})

    def all(self) -> Iterator[tuple[str, Value]]:
        for (replay_id, name), value in self.work.table(ROWS).items():
            if replay_id == self.replay_id:
                yield name, value


@service
class InMemoryProjection:
    work: MemoryTransaction
    replay: Replay

    @property
    def tallies(self) -> ReplayedTallies:
        return ReplayedTallies(InMemoryNamed(self.work, self.replay.id))

    @property
    def entities(self) -> ReplayedEntities:
        named = InMemoryNamed(self.work, self.replay.id)
        return ReplayedEntities(named, self.replay.organisation_id)

    def lines(self) -> Iterator[Line]:
        if self.replay.consumer == TALLYING:
            return tally_lines(self.tallies.all())
        return state_lines(self.entities.all())

    def put_in_place(self) -> None:
        ours = self.replay.organisation_id
        if self.replay.consumer == TALLYING:
            live = self.work.table(TALLIES)
            made: Rows = {
                (LIVE, ours, kind, day): events for kind, day, events in self.tallies.all()
            }
            gone = [key for key in live if key[:2] == (LIVE, ours)]
        else:
            live = self.work.table(ENTITIES)
            made = {one.lane: one for one in self.entities.all()}
            gone = [lane for lane in live if lane[0] == ours]
        for key in gone:
            del live[key]
        live.update(made)

    def drop(self) -> None:
        rows = self.work.table(ROWS)
        for key in [key for key in rows if key[0] == self.replay.id]:
            del rows[key]


@service
class InMemoryReplays:
    work: MemoryTransaction

    def add(self, replay: Replay) -> None:
        rows: list[Replay] = list(self.work.table(REPLAYS).values())
        asked = (replay.organisation_id, replay.consumer)
        if any(one.is_running and (one.organisation_id, one.consumer) == asked for one in rows):
            raise ReplayRunning
        self.save(replay)

    def held(self, id: ReplayId) -> Replay | None:
        return self.work.table(REPLAYS).get(id)

    def save(self, replay: Replay) -> None:
        self.work.table(REPLAYS)[replay.id] = replay


@service
class InMemoryReplayWork:
    work: MemoryTransaction

    @property
    def replays(self) -> InMemoryReplays:
        return InMemoryReplays(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def projection(self, replay: Replay) -> InMemoryProjection:
        return InMemoryProjection(self.work, replay)

    def live_lines(self, replay: Replay) -> Iterable[Line]:
        ours = replay.organisation_id
        if replay.consumer == TALLYING:
            rows = self.work.table(TALLIES).items()
            return tally_lines((key[2], key[3], n) for key, n in rows if key[:2] == (LIVE, ours))
        states = self.work.table(ENTITIES).values()
        return state_lines(one for one in states if one.lane[0] == ours)

    def done(self, consumer: str, positions: Collection[int]) -> set[int]:
        marks = self.work.table(MARKS)
        return {one for one in positions if (consumer, one) in marks}

    def waiting(self, consumer: str, positions: Collection[int]) -> set[int]:
        backlog = self.work.table(BACKLOG)
        return {one for one in positions if (consumer, one) in backlog}

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryReplayStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self, alone_with: str | None = None) -> Iterator[InMemoryReplayWork]:
        with self.database.writing() as work:  # everybody is alone here
            yield InMemoryReplayWork(work)

    def by_id(self, organisation_id: OrganisationId, id: ReplayId) -> Replay | None:
        found: Replay | None = self.database.rows(REPLAYS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Replay]:
        rows: list[Replay] = list(self.database.rows(REPLAYS).values())
        ours = [one for one in rows if one.organisation_id == organisation_id]
        return newest_first(ours, window, attrgetter("id"))

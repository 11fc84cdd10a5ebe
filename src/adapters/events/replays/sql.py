"""Replays in a relational database."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter

from sqlalchemy import Connection, func, select, update

from adapters.database.inserts import insert_once
from adapters.database.lock_names import lock_of
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase, take_turn
from adapters.events.replays.rows import to_replay, to_row
from adapters.events.replays.sql_projections import PROJECTIONS, SqlProjection
from adapters.events.tables import event_backlog, event_marks, event_replays
from adapters.jobs.sql import SqlJobs
from application.paging import Page, Window
from application.service import service
from domain.events.projection import Line
from domain.events.replay import Replay, ReplayId, ReplayRunning, ReplayState
from domain.ids import OrganisationId

held = event_replays.c
BEGINNING = 0x5265706C
"""The lock under which it is seen that no other replay of the consumer runs."""


@service
class SqlReplays:
    connection: Connection

    def add(self, replay: Replay) -> None:
        take_turn(self.connection, BEGINNING)
        running = select(func.count()).where(
            held.organisation_id == replay.organisation_id,
            held.consumer == replay.consumer,
            held.state == ReplayState.RUNNING.value,
        )
        if self.connection.scalar(running):
            raise ReplayRunning
        insert_once(self.connection, event_replays, to_row(replay))

    def held(self, id: ReplayId) -> Replay | None:
        one = select(event_replays).where(held.id == id).with_for_update()
        row = self.connection.execute(one).one_or_none()
        return None if row is None else to_replay(row)

    def save(self, replay: Replay) -> None:
        its = update(event_replays).where(held.id == replay.id)
        self.connection.execute(its.values(to_row(replay)))


@service
class SqlReplayWork:
    connection: Connection

    @property
    def replays(self) -> SqlReplays:
        return SqlReplays(self.connection)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    def projection(self, replay: Replay) -> SqlProjection:
        return SqlProjection(self.connection, replay)

    def live_lines(self, replay: Replay) -> Iterable[Line]:
        return PROJECTIONS[replay.consumer].live(self.connection, replay.organisation_id)

    def done(self, consumer: str, positions: Collection[int]) -> set[int]:
        marks = event_marks.c
        its = (marks.consumer == consumer, marks.position.in_(positions))
        return set(self.connection.scalars(select(marks.position).where(*its)))

    def waiting(self, consumer: str, positions: Collection[int]) -> set[int]:
        backlog = event_backlog.c
        its = (backlog.consumer == consumer, backlog.position.in_(positions))
        return set(self.connection.scalars(select(backlog.position).where(*its)))

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlReplayStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self, alone_with: str | None = None) -> Iterator[SqlReplayWork]:
        with self.database.writing() as connection:
            if alone_with is not None:
                take_turn(connection, lock_of(alone_with))
            yield SqlReplayWork(connection)

    def by_id(self, organisation_id: OrganisationId, id: ReplayId) -> Replay | None:
        its = (held.organisation_id == organisation_id, held.id == id)
        with self.database.reading() as connection:
            row = connection.execute(select(event_replays).where(*its)).one_or_none()
        return None if row is None else to_replay(row)

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Replay]:
        ours = select(event_replays).where(held.organisation_id == organisation_id)
        if window.after is not None:
            ours = ours.where(held.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(ours.order_by(held.id.desc()).limit(window.limit + 1))
            return page_of([to_replay(row) for row in rows], window, attrgetter("id"))

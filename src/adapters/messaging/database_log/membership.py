"""Who consumes for a group, kept in the database as a lease, and what each of them holds."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, or_, select, text, tuple_, update

from adapters.database.inserts import insert_many_once, save
from adapters.database.sql import SqlDatabase
from adapters.messaging.sharing import Moves, Place, moves
from adapters.messaging.tables import event_checkpoints, event_members
from application.errors import Unavailable
from application.messaging.partitions import PARTITIONS

LEASE_SECONDS = 10.0
LOOK_SECONDS = 0.5
"""How often a member looks whether partitions should change hands."""
TIMES_AS_OFTEN = 3
PATIENCE_SECONDS = 300.0
"""How long a consumer may be busy with what it polled; then it counts as hung, and is dead."""
NOW = {
    "postgresql": "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS integer)",
}
"""Milliseconds since 1970 by the database's clock: those of the machines may differ."""
AT = event_checkpoints.c


@dataclass(slots=True)
class Membership:
    """`positions` are the checkpoints of what is held. One thread of its own extends the lease."""

    database: SqlDatabase
    group: str
    topics: frozenset[str]
    id: UUID
    lease_seconds: float
    positions: dict[Place, int] = field(default_factory=dict)
    _kept_until: float = 0.0
    _look_at: float = 0.0
    _looked_at: float = 0.0
    _left: Event = field(default_factory=Event)

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Be a member; on leaving, hand over what is held. Raises Unavailable."""
        with self.database.writing() as connection:
            insert_many_once(connection, event_checkpoints, self._beginnings())
            connection.commit()
        self.look(())
        beating = Thread(target=self._beat, daemon=True, name="consumer-lease")
        beating.start()
        try:
            yield
        finally:
            self._left.set()
            beating.join()
            with suppress(Unavailable):  # then the lease runs out by itself
                self._leave()

    def due(self) -> bool:
        """Return whether it is time to look, or too late to be sure of what is held."""
        now = monotonic()
        return now >= self._look_at or now >= self._kept_until

    def look(self, busy: Collection[Place]) -> None:
        """Extend the lease if it is late, share partitions with the others; raises Unavailable."""
        began = self._looked_at = monotonic()
        if began >= self._kept_until:
            self._extend()
        with self.database.reading() as connection:
            holders, members = self._holders(connection), self._members(connection)
        change = moves(holders, members, self.id, busy)
        if change.leave or change.take:
            with self.database.writing() as connection:
                self._move(connection, change)
                connection.commit()
        self._read_positions()
        self._look_at = began + min(LOOK_SECONDS, self.lease_seconds / TIMES_AS_OFTEN)

    def _move(self, connection: Connection, change: Moves) -> None:
        mine = (AT.group == self.group, AT.holder == self.id)
        if change.leave:
            left = tuple_(AT.topic, AT.partition).in_([tuple(one) for one in change.leave])
            connection.execute(update(event_checkpoints).where(*mine, left).values(holder=None))
        if change.take:
            alive = select(event_members.c.id).where(*self._alive(connection))
            free = (
                select(AT.topic, AT.partition)
                .where(
                    AT.group == self.group,
                    AT.topic.in_(self.topics),
                    or_(AT.holder.is_(None), AT.holder.not_in(alive)),
                )
                .limit(change.take)
                .with_for_update(skip_locked=True)
            )
            taken = [tuple(row) for row in connection.execute(free)]
            chosen = (AT.group == self.group, tuple_(AT.topic, AT.partition).in_(taken))
            connection.execute(update(event_checkpoints).where(*chosen).values(holder=self.id))

    def _holders(self, connection: Connection) -> Mapping[Place, UUID | None]:
        of_us = (AT.group == self.group, AT.topic.in_(self.topics))
        rows = connection.execute(select(AT.topic, AT.partition, AT.holder).where(*of_us))
        return {Place(row.topic, row.partition): row.holder for row in rows}

    def _members(self, connection: Connection) -> Collection[UUID]:
        alive = select(event_members.c.id).where(*self._alive(connection))
        return set(connection.scalars(alive))

    def _alive(self, connection: Connection) -> tuple[Any, ...]:
        now = text(NOW[connection.dialect.name])
        return (event_members.c.group == self.group, event_members.c.until > now)

    def _read_positions(self) -> None:
        held = select(AT.topic, AT.partition, AT.position).where(
            AT.group == self.group, AT.holder == self.id, AT.topic.in_(self.topics)
        )
        with self.database.reading() as connection:
            rows = connection.execute(held).all()
        self.positions = {Place(row.topic, row.partition): row.position for row in rows}

    def _extend(self) -> None:
        """Say that we live; who was thought dead is a member again."""
        began = monotonic()
        with self.database.writing() as connection:
            now = NOW[connection.dialect.name]
            until = connection.scalar(text(f"SELECT {now}")) + int(self.lease_seconds * 1000)
            row = {"id": self.id, "group": self.group, "until": until}
            save(connection, event_members, row)
            connection.commit()
        self._kept_until = began + self.lease_seconds

    def _beat(self) -> None:
        while not self._left.wait(self.lease_seconds / TIMES_AS_OFTEN):
            if monotonic() < self._looked_at + PATIENCE_SECONDS:
                with suppress(Unavailable):  # who cannot say that he lives finds out when he polls
                    self._extend()

    def _leave(self) -> None:
        with self.database.writing() as connection:
            mine = (AT.group == self.group, AT.holder == self.id)
            connection.execute(update(event_checkpoints).where(*mine).values(holder=None))
            over = or_(event_members.c.id == self.id, ~self._alive(connection)[1])
            of_us = select(event_members.c.id).where(event_members.c.group == self.group, over)
            free = of_us.with_for_update(skip_locked=True)
            connection.execute(delete(event_members).where(event_members.c.id.in_(free)))
            connection.commit()

    def _beginnings(self) -> list[dict[str, Any]]:
        """Where a group begins that follows a topic for the first time."""
        return [
            {"group": self.group, "topic": topic, "partition": one, "position": 0}
            for topic in sorted(self.topics)
            for one in range(PARTITIONS)
        ]

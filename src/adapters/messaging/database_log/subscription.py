"""One consumer's way through the partitions that it holds."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy import (
    BigInteger,
    Integer,
    String,
    Update,
    column,
    update,
    values,
)

from adapters.database.sql import SqlDatabase
from adapters.messaging.database_log.bells import Bell
from adapters.messaging.database_log.membership import LOOK_SECONDS, Membership
from adapters.messaging.database_log.reading import Asked, Placed, SharedReads
from adapters.messaging.sharing import Place
from adapters.messaging.tables import event_checkpoints
from application.messaging.ports import EventRecord

AT = event_checkpoints.c
FORWARD = """
UPDATE event_checkpoints AS kept SET position = reached.position
FROM unnest(%b::text[], %b::int[], %b::bigint[]) AS reached (topic, partition, position)
WHERE kept."group" = %b AND kept.holder = %b AND kept.topic = reached.topic
AND kept.partition = reached.partition AND kept.position < reached.position
"""
REACHED = values(
    column("topic", String), column("partition", Integer), column("position", BigInteger)
)


@dataclass(slots=True)
class DatabaseSubscription:
    """All that is held has been read up to `frontier`, but for places that are `behind`."""

    database: SqlDatabase
    membership: Membership
    bell: Bell
    reads: SharedReads
    frontier: int = 0
    behind: dict[Place, int] = field(default_factory=dict)
    held: set[Place] = field(default_factory=set)
    polled: dict[Place, int] = field(default_factory=dict)
    turns: deque[Place] = field(default_factory=deque)

    def poll(self, limit: int) -> Sequence[EventRecord]:
        self._settle()
        if not self.held:
            return []
        rows = self._fresh(limit)
        while not rows and self.reads.end > self.frontier:  # it stopped where another did
            rows = self._fresh(limit)
        if len(rows) < limit:
            rows += self._late(limit - len(rows))
        for row in rows:
            self.polled[row.place] = row.position
        if self.reads.held.even:
            self.polled |= dict.fromkeys(self.held - self.behind.keys(), self.frontier)
        return [row.record for row in rows]

    def wait(self, seconds: float) -> bool:
        until = monotonic() + seconds
        while True:
            self._settle()
            if self.behind or (self.held and self._goes_on()):
                return True
            left = until - monotonic()
            if left <= 0:
                return False
            self.bell.listen(min(left, LOOK_SECONDS))

    def checkpoint(self) -> None:
        if self.polled:
            self._move_forward()
            self.polled = {}
        self._settle()

    def rewind(self) -> None:
        self.polled, self.held, self.behind = {}, set(), {}
        self.membership.look(())
        self._follow()

    def _move_forward(self) -> None:
        if self.database.engine.dialect.name == "postgresql":
            columns = zip(*((*place, to) for place, to in self.polled.items()), strict=True)
            given = [*map(list, columns), self.membership.group, self.membership.id]
            self.database.tell_soon(lambda connection: connection.execute(FORWARD, given))
            return
        with self.database.one_statement() as connection:
            connection.execute(self._forward())

    def _forward(self) -> Update:
        """Move the checkpoints of what is still ours to where it was polled."""
        reached = REACHED.data([(*place, to) for place, to in self.polled.items()]).cte("reached")
        ours = (AT.group == self.membership.group, AT.holder == self.membership.id)
        same = (AT.topic == reached.c.topic, AT.partition == reached.c.partition)
        forward = update(event_checkpoints).values(position=reached.c.position)
        return forward.where(*ours, *same, AT.position < reached.c.position)

    def _settle(self) -> None:
        """Take up what has come to us, and drop what has gone to others."""
        if self.membership.due():
            self.membership.look(self.polled)
        if self.held != self.membership.positions.keys():
            self._follow()

    def _follow(self) -> None:
        now = self.membership.positions
        if not self.held:
            self.frontier = self._beginning(now)
        for place in self.held - now.keys():
            self.behind.pop(place, None)
            self.polled.pop(place, None)
        for place in now.keys() - self.held:
            if now[place] < self.frontier:
                self.behind[place] = now[place]
        self.held = set(now)
        self.turns = deque(sorted(now))

    def _beginning(self, positions: Mapping[Place, int]) -> int:
        """Return from where all are read together: where the last of them is, if they are even."""
        end = self.reads.look()
        return min((end, *positions.values())) if self.reads.held.even else end

    def _fresh(self, limit: int) -> list[Placed]:
        """Read on from the frontier, in those places that have been read so far."""
        if not self._goes_on():
            return []
        level = self.held - self.behind.keys()
        if not level:
            self.frontier = self.reads.end
            return []
        topics = tuple(sorted({place.topic for place in level}))
        partitions = tuple(sorted({place.partition for place in level}))
        wanted = Asked(topics, partitions, self.frontier, limit)
        read = self.reads.on(wanted, self.reads.end)
        self.frontier = read.reached
        kept = self.membership.positions  # of a place that was another's, ahead of us perhaps
        return [row for row in read.rows if row.place in level and row.position > kept[row.place]]

    def _late(self, limit: int) -> list[Placed]:
        """Bring places that are behind up to the frontier, one after the other in turn."""
        rows = list[Placed]()
        for place in self._in_turn():
            found = self.reads.at(place, self.behind[place], self.frontier, limit - len(rows))
            rows += found
            if len(rows) == limit:
                self.behind[place] = found[-1].position
                return rows
            del self.behind[place]
        return rows

    def _in_turn(self) -> Iterable[Place]:
        self.turns.rotate(-1)
        return [place for place in self.turns if place in self.behind]

    def _goes_on(self) -> bool:
        """Return whether there is more behind the frontier, which another may have seen."""
        if self.reads.end > self.frontier:
            return True
        end = self.reads.look()
        self.frontier, before = min(self.frontier, end), self.frontier
        return end > before

"""One consumer of a group, in dictionaries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic, sleep
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from adapters.messaging.sharing import Place, moves
from application.messaging.ports import EventRecord

LOG, CHECKPOINTS, MEMBERS = "event_log", "event_checkpoints", "event_members"
LOOK_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Placed:
    position: int
    place: Place
    record: EventRecord


@dataclass(frozen=True, slots=True)
class Checkpoint:
    position: int = 0
    holder: UUID | None = None


@dataclass(slots=True)
class InMemorySubscription:
    """`positions` are how far it has read in what it holds, `polled` what it has to put on record.

    A consumer that dies takes the dictionaries along, so there is no lease: it leaves or lives.
    """

    database: MemoryDatabase
    group: str
    places: Collection[Place]
    id: UUID
    positions: dict[Place, int] = field(default_factory=dict)
    polled: dict[Place, int] = field(default_factory=dict)

    def poll(self, limit: int) -> Sequence[EventRecord]:
        self._share()
        following = self._following()[:limit]
        for one in following:
            self.positions[one.place] = self.polled[one.place] = one.position
        return [one.record for one in following]

    def wait(self, seconds: float) -> bool:
        until = monotonic() + seconds
        while True:
            self._share()
            if self._following():
                return True
            if monotonic() >= until:
                return False
            sleep(LOOK_SECONDS)

    def checkpoint(self) -> None:
        with self.database.writing() as work:
            held = work.table(CHECKPOINTS)
            for place, position in self.polled.items():
                held[self.group, place] = replace(held[self.group, place], position=position)
            work.commit()
        self.polled = {}
        self._share()

    def rewind(self) -> None:
        self.positions, self.polled = {}, {}
        self._share()

    def join(self) -> None:
        with self.database.writing() as work:
            work.table(MEMBERS)[self.id] = self.group
            work.commit()
        self._share()

    def leave(self) -> None:
        with self.database.writing() as work:
            del work.table(MEMBERS)[self.id]
            held = work.table(CHECKPOINTS)
            for place in self.places:
                if held[self.group, place].holder == self.id:
                    held[self.group, place] = replace(held[self.group, place], holder=None)
            work.commit()

    def _following(self) -> list[Placed]:
        log = self.database.rows(LOG).values()
        return [one for one in log if one.position > self.positions.get(one.place, one.position)]

    def _share(self) -> None:
        with self.database.writing() as work:
            held = work.table(CHECKPOINTS)
            holders = {place: held[self.group, place].holder for place in self.places}
            members = [one for one, group in work.table(MEMBERS).items() if group == self.group]
            change = moves(holders, members, self.id, self.polled)
            free = [place for place, holder in holders.items() if holder is None]
            for place in change.leave:
                held[self.group, place] = replace(held[self.group, place], holder=None)
            for place in free[: change.take]:
                held[self.group, place] = replace(held[self.group, place], holder=self.id)
            work.commit()
            mine = {
                place: held[self.group, place].position
                for place in self.places
                if held[self.group, place].holder == self.id
            }
        self.positions = {place: self.positions.get(place, at) for place, at in mine.items()}

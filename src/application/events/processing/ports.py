"""What seeing events through needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from domain.events.backlog import Backlogged, Waiting
from domain.events.dead_letters import Choice
from domain.events.entity import Entity
from domain.events.entry import Journalled
from domain.events.seen import Lane, SeenEvent
from domain.ids import OrganisationId


class Relays(Protocol):
    """How far the journal was carried to the event log, and when."""

    def behind(self, limit: int) -> Sequence[Journalled]:
        """Return the first entries of the journal that are not in the log yet, in order."""

    def reached(self, position: int, at: datetime) -> None:
        """Put on record that all up to there is in the log; one that is behind changes nothing."""

    def published_at(self, position: int) -> datetime | None:
        """Return when an entry was put into the log; None when it was not yet."""


class Carrying(Protocol):
    """The way from the journal to the event log."""

    @property
    def together(self) -> int:
        """From how many on it goes on at once; what comes in smaller numbers is waited for."""

    def __call__(self, at: datetime) -> int:
        """Take the first that were not published, and put it on record; returns how many."""


class Marks(Protocol):
    def are_done(self, position: int) -> bool: ...

    def first(self, positions: Collection[int], now: datetime) -> set[int]:
        """Mark these entries as done by this consumer; returns those that were not before."""


class Backlog(Protocol):
    """What this consumer has yet to do of what it was given."""

    def standing(self, lanes: Collection[Lane]) -> Mapping[Lane, Waiting]:
        """Return the lanes in which something waits, DEAD for those that stand still."""

    def add(self, item: Backlogged) -> None:
        """Keep it; the same event twice is kept once."""

    def by_positions(self, positions: Collection[int]) -> Mapping[int, Backlogged]: ...

    def save(self, item: Backlogged) -> None: ...

    def park(self, lane: Lane) -> None:
        """Let everything in the lane stand still."""

    def remove(self, positions: Collection[int]) -> None: ...

    def redrive(self, organisation_id: OrganisationId, choice: Choice, now: datetime) -> int:
        """Let the chosen dead be tried from now on, but for those behind a dead one not chosen.

        Returns how many that are.
        """


class Tallies(Protocol):
    def count(self, events: Sequence[SeenEvent]) -> None:
        """Add one for each to its organisation, type and day."""


class Entities(Protocol):
    """The latest states; whoever asks holds them until the transaction ends."""

    def by_lanes(self, lanes: Collection[Lane]) -> Mapping[Lane, Entity]:
        """Return one for each; of what was never told, an empty one."""

    def save(self, entities: Sequence[Entity]) -> None:
        """Insert or overwrite by lane."""

    def overdue(self, now: datetime, limit: int) -> Sequence[Entity]:
        """Return those that have waited long enough."""


class Effects(Protocol):
    """Where consumers write: what they do commits together with the mark that it was done."""

    @property
    def tallies(self) -> Tallies: ...

    @property
    def entities(self) -> Entities: ...


class ProcessingWork(Effects, Protocol):
    @property
    def marks(self) -> Marks: ...

    @property
    def backlog(self) -> Backlog: ...

    def commit(self) -> None: ...


class ProcessingStore(Protocol):
    def transaction(self, consumer: str, *, alone: bool) -> AbstractContextManager[ProcessingWork]:
        """Begin one consumer's work; `alone` keeps out its other threads and processes.

        Whoever is not alone leaves the backlog as it is. Raises Unavailable.
        """

    def due(self, consumer: str, now: datetime, limit: int) -> Sequence[Backlogged]:
        """Return what may be tried, oldest first: nothing behind one that rests or is dead."""


class Consumer(Protocol):
    """One thing that is done about events; its effect and its mark are one transaction."""

    @property
    def name(self) -> str: ...

    @property
    def reads(self) -> bool:
        """Whether it needs the events' `data`; None is what it is given otherwise."""

    @property
    def keeps(self) -> bool:
        """Whether it needs what is `sealed`, which is empty otherwise where nobody reads it."""

    def wants(self, type: str, sequence: int | None) -> bool: ...

    @property
    def rebuildable(self) -> bool:
        """Whether all that it does is in a projection, which may be made anew from the journal."""

    @property
    def calls_out(self) -> bool:
        """Whether it has something to do `beforehand`: its events are then done one by one."""

    def beforehand(self, event: SeenEvent) -> None:
        """Do outside of any transaction what may be done twice; raises what `apply` raises."""

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        """Do it about each of these, in order.

        Raises Poisoned for an event that nothing can be done about, TryLater to be asked again;
        any other error is tried again as well. Raises Unavailable when it is not the event's fault.
        """


class Poisoned(Exception):
    """No attempt at this event can succeed; `code` says why to programs."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        super().__init__(detail)


class TryLater(Exception):
    """The other side says when to come again (Retry-After, RFC 9110 section 10.2.3)."""

    def __init__(self, detail: str, after: timedelta) -> None:
        self.after = after
        super().__init__(detail)

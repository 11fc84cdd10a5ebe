"""What the log holds behind a place: read once, and told to all groups of a process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import NamedTuple, Protocol

from adapters.messaging.sharing import Place
from application.messaging.ports import EventRecord

MOST_KEPT, LARGEST_KEPT = 4, 4_194_304
"""Stretches of the log, and characters of facts in each."""
KEPT_SECONDS = 5.0
"""Who has not come for a stretch by then reads it himself."""


class Placed(NamedTuple):
    position: int
    place: Place
    record: EventRecord
    size: int
    """Characters of its facts, as they are kept."""


class Asked(NamedTuple):
    """Which places are read on from where, and how much of it at most."""

    topics: tuple[str, ...]
    partitions: tuple[int, ...]
    after: int
    many: int


class Stretch(NamedTuple):
    """All that there is up to `reached`."""

    rows: Sequence[Placed]
    reached: int
    read_at: float


class Rows(Protocol):
    """Records as they stand in a database, by their position."""

    @property
    def even(self) -> bool:
        """Whether all places are read together: a checkpoint then says how far they all were."""

    def end(self) -> int:
        """Return how far they go; raises Unavailable, as everything here does."""

    def fresh(self, wanted: Asked, until: int) -> Sequence[Placed]:
        """Return what follows in these places, up to there."""

    def at(self, place: Place, after: int, until: int, many: int) -> Sequence[Placed]:
        """Return the same of one place."""


@dataclass(slots=True)
class SharedReads:
    """Groups that follow the same topics read the same rows, one soon after another.

    What was read lately is kept, and whoever reads on from elsewhere stops where another did, so
    that they go on together. What stands up to the end of the log changes no more.
    """

    held: Rows
    end: int = 0
    """How far the log was known to go when somebody last asked."""
    _kept: dict[Asked, Stretch] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)
    _looking: Lock = field(default_factory=Lock)

    def look(self) -> int:
        """Return how far the log goes now: less than before where an older one was restored."""
        with self._looking:  # one after another, so that less is never an older answer
            end = self.held.end()
            if end < self.end:
                with self._reading:
                    self._kept.clear()
            self.end = end
        with self._reading:
            self._drop_old()
        return end

    def on(self, wanted: Asked, until: int) -> Stretch:
        """Return what follows, up to there at most; there is something between."""
        with self._reading:
            self._drop_old()
            kept = self._kept.get(wanted)
            if kept is None:
                kept = self._read(wanted, self._common(wanted, until))
                self._keep(wanted, kept)
        return kept

    def at(self, place: Place, after: int, until: int, many: int) -> Sequence[Placed]:
        return self.held.at(place, after, until, many)

    def _common(self, wanted: Asked, until: int) -> int:
        """Return the first place up to there at which others go on who read the same."""
        places = wanted[:2]
        return min(
            (
                kept.reached
                for one, kept in self._kept.items()
                if one[:2] == places and wanted.after < kept.reached <= until
            ),
            default=until,
        )

    def _read(self, wanted: Asked, until: int) -> Stretch:
        rows = self.held.fresh(wanted, until)
        reached = rows[-1].position if len(rows) == wanted.many else until
        return Stretch(rows, reached, monotonic())

    def _drop_old(self) -> None:
        oldest = monotonic() - KEPT_SECONDS
        for wanted in [one for one, kept in self._kept.items() if kept.read_at < oldest]:
            del self._kept[wanted]

    def _keep(self, wanted: Asked, read: Stretch) -> None:
        if sum(one.size for one in read.rows) <= LARGEST_KEPT:
            self._kept[wanted] = read
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

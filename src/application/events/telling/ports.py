"""What telling about events needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.events.entry import Entry
from domain.events.history import Place, Remembered, Wanted
from domain.events.status import Progress
from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class Quarantined:
    entry: Entry
    reason: str


class ProgressReader(Protocol):
    def of(self, position: int, consumers: Collection[str]) -> Progress:
        """Return what these consumers made of an entry."""

    def quarantined(
        self, organisation_id: OrganisationId, source: str, external_id: str
    ) -> Quarantined | None:
        """Return the newest event in quarantine that was told under this id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far some events are: the journal is in the log up to `published`, `keys` still open."""

    published: int
    keys: Collection[UUID]
    progress: Mapping[int, Progress]

    def of(self, position: int) -> Progress:
        return self.progress.get(position, Progress({}, ()))


class HistoryReader(Protocol):
    def newest(
        self, organisation_id: OrganisationId, wanted: Wanted, before: Place | None, look: int
    ) -> tuple[Sequence[Remembered], Place | None]:
        """Look at the next so many of the organisation's events before a place, newest first.

        Returns those of them that are wanted, whatever their state, and the last place that was
        looked at; None when there is nothing before it.
        """

    def standing(self, events: Sequence[Remembered], consumers: Collection[str]) -> Standing:
        """Return how far these are with these consumers; what is in quarantine goes nowhere."""

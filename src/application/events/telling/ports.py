"""What telling about events needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.events.backlog import Backlogged
from domain.events.entry import Entry
from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class Progress:
    """`marks` says when each consumer was done; `waiting` is what has yet to be."""

    marks: Mapping[str, datetime]
    waiting: Sequence[Backlogged]


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

"""What telling about events needs from the outside world."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from domain.events.entry import Entry
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

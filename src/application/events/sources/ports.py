"""What sources need from the outside world."""

from typing import Protocol

from application.access.acts import Act
from application.events.limits.ports import OwnRates
from application.paging import Page, Window
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import Source, SourceId
from domain.ids import OrganisationId


class SourceStore(OwnRates, Protocol):
    """One source is one row; what was removed is still found by id and by name."""

    def add(self, source: Source, most: int, act: Act) -> None:
        """Keep it; raises SourceNameTaken, and TooManySources when there are `most`.

        Who did it is written into the organisation's audit with the source, or neither is.
        """

    def save(self, source: Source, act: Act) -> None:
        """Overwrite the version before this one, with the act that changed it.

        Raises SourceChanged when there is another.
        """

    def by_id(self, id: SourceId) -> Source | None: ...

    def named(self, organisation_id: OrganisationId, name: str) -> Source | None:
        """Return the source of this name, or else the last that had it."""

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Source]:
        """Return those that were not removed, newest first."""


class SourceSecrets(Protocol):
    def made(self, kind: SourceKind) -> str:
        """Return a new secret of 256 random bits, as its sender is to write it."""

    def seal(self, secret: str, id: SourceId) -> bytes: ...

    def open(self, sealed: bytes, id: SourceId) -> str:
        """Raises SealBroken when it was sealed with another key, or for another source."""

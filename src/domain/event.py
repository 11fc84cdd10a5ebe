"""The base of everything that happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """A fact. `topic` and `name` are its published contract; `subject` orders it among its kin."""

    topic: ClassVar[str]
    name: ClassVar[str]

    organisation_id: OrganisationId
    happened_at: datetime

    @property
    def subject(self) -> UUID:
        """Return the id of what it happened to: events of one subject keep their order."""
        raise NotImplementedError

    def facts(self) -> dict[str, str | int | None]:
        """Return what is published beside the subject; never a document's text or a secret."""
        return {}

"""What looking at dead letters needs from the outside world."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from application.paging import Page, Window
from domain.events.backlog import Backlogged
from domain.events.dead_letters import Choice, Redrive
from domain.ids import OrganisationId


class DeadLetters(Protocol):
    """One organisation's events that are dead at some consumer."""

    def listed(
        self, organisation_id: OrganisationId, choice: Choice, window: Window
    ) -> Page[Backlogged]:
        """Return the chosen ones, newest first."""

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Backlogged | None: ...

    def foreseen(self, organisation_id: OrganisationId, choice: Choice) -> Redrive:
        """Say what redriving them would move."""

    def next_up(
        self, organisation_id: OrganisationId, choice: Choice, limit: int
    ) -> Sequence[Backlogged]:
        """Return the first of those that would move, in the order in which they would."""

"""Look at what could not be done."""

from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.events.dead_letters.ports import DeadLetters
from application.events.processing.opening import OpenEvents
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.events.backlog import Backlogged
from domain.events.dead_letters import Choice, DeadLetterNotFound
from domain.events.seen import SeenEvent
from domain.principal import Principal


@service
class ListDeadLetters:
    access: Access
    letters: DeadLetters

    def __call__(self, by: Principal, choice: Choice, window: Window) -> Page[Backlogged]:
        """Raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, DeadLetterNotFound)
        return self.letters.listed(by.organisation_id, choice, window)


@service
class FindDeadLetter:
    """The event comes without what is personal in it; None when its subject was erased."""

    access: Access
    letters: DeadLetters
    opened: OpenEvents

    def __call__(self, by: Principal, id: UUID) -> tuple[Backlogged, SeenEvent | None]:
        """Raises DeadLetterNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, DeadLetterNotFound)
        found = self.letters.by_id(by.organisation_id, id)
        if found is None:
            raise DeadLetterNotFound
        return found, self.opened.kept([found.position]).get(found.position)

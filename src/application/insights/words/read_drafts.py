"""Look at what models were told and wrote, and have it written once more."""

from datetime import datetime

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.insights.words.forget_drafts import KEPT
from application.insights.words.ports import DraftLog
from application.insights.words.redraft import Redraft, Redrafted
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.insights.words.draft import Draft, DraftId, DraftNotFound
from domain.principal import Principal


@service
class ReadDrafts:
    """What is past keeping is not there, whether it was forgotten yet or not."""

    access: Access
    log: DraftLog
    redraft: Redraft
    clock: Clock

    def __call__(self, by: Principal, window: Window) -> Page[Draft]:
        """Return the organisation's, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, DraftNotFound)
        return self.log.listed(by.organisation_id, window, self._since())

    def one(self, by: Principal, id: DraftId) -> Draft:
        """Raises DraftNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, DraftNotFound)
        return self._one(by, id)

    def replay(self, by: Principal, id: DraftId) -> Redrafted:
        """Have the model that is chosen now write from the same prompt, and compare.

        Nothing is kept of it. Raises DraftNotFound, LevelNotHeld.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, DraftNotFound)
        return self.redraft(self._one(by, id))

    def _one(self, by: Principal, id: DraftId) -> Draft:
        found = self.log.by_id(by.organisation_id, id)
        if found is None or found.reply.at < self._since():
            raise DraftNotFound
        return found

    def _since(self) -> datetime:
        return self.clock.now() - KEPT

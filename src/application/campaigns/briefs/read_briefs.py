"""Read briefs again."""

from application.access.ports import Access
from application.access.require import require
from application.campaigns.briefs.ports import Briefs
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.principal import Principal


@service
class ReadBriefs:
    access: Access
    briefs: Briefs

    def __call__(self, by: Principal, window: Window) -> Page[Brief]:
        """Return the organisation's, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, BriefNotFound)
        return self.briefs.listed(by.organisation_id, window)

    def one(self, by: Principal, id: BriefId) -> Brief:
        """Raises BriefNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, BriefNotFound)
        found = self.briefs.by_id(by.organisation_id, id)
        if found is None:
            raise BriefNotFound
        return found

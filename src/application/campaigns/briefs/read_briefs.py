"""Read briefs again."""

from dataclasses import replace

from application.access.ports import Access
from application.access.require import require
from application.campaigns.briefs.ports import Briefs
from application.campaigns.briefs.readable import readable
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.principal import Principal

MOST_PAGES = 10
"""Looked through for one page; a page that is short of items still names where the next begins."""


@service
class ReadBriefs:
    """A brief may say what stands in documents: only who may read all of those reads it."""

    access: Access
    briefs: Briefs

    def __call__(self, by: Principal, window: Window) -> Page[Brief]:
        """Return those that `by` may read, newest first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, BriefNotFound)
        found, next_ = list[Brief](), window.after
        for _ in range(MOST_PAGES):
            page = self.briefs.listed(by.organisation_id, replace(window, after=next_))
            found += readable(self.access, by, page.items)
            next_ = page.next
            if next_ is None or len(found) >= window.limit:
                break
        if len(found) > window.limit:
            next_ = found[window.limit - 1].id
        return Page(tuple(found[: window.limit]), next_)

    def one(self, by: Principal, id: BriefId) -> Brief:
        """Raises BriefNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, BriefNotFound)
        found = self.briefs.by_id(by.organisation_id, id)
        if found is None or not readable(self.access, by, [found]):
            raise BriefNotFound
        return found

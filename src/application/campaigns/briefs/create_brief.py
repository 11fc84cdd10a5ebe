"""Ask for a brief, and have it at once."""

from application.access.ports import Access
from application.access.require import require
from application.campaigns.briefs.ports import Briefs
from application.campaigns.briefs.sharing import SharedWriting
from application.clock import Clock
from application.service import service
from domain.access import Level
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.principal import Principal


@service
class CreateBrief:
    access: Access
    briefs: Briefs
    shared: SharedWriting
    clock: Clock

    def __call__(self, by: Principal, id: BriefId, asked: Asked) -> Brief:
        """Return the brief; the same id again is the same brief. Raises LevelNotHeld, Unavailable.

        Who asks what was asked lately gets the same words, as a brief of their own.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, BriefNotFound)
        writing, cached = self.shared(by, asked)
        brief = Brief(
            id=id,
            organisation_id=by.organisation_id,
            asked_by=by.user_id,
            asked=asked,
            writing=writing,
            cached=cached,
            created_at=self.clock.now(),
        )
        return self.briefs.add(brief)

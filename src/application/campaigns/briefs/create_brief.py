"""Ask for a brief, and have it at once."""

from contextlib import suppress
from typing import Final

from application.access.ports import Access
from application.access.require import require
from application.campaigns.briefs.ports import Briefs
from application.campaigns.briefs.readable import readable
from application.campaigns.briefs.sharing import Overtaken, SharedWriting
from application.clock import Clock
from application.errors import Unavailable
from application.service import service
from domain.access import Level
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.principal import Principal

TRIES: Final = 3


@service
class CreateBrief:
    access: Access
    briefs: Briefs
    shared: SharedWriting
    clock: Clock

    def __call__(self, by: Principal, id: BriefId, asked: Asked) -> Brief:
        """Return the brief; the same id again is the same brief.

        Who asks what was asked lately gets the same words, as a brief of their own. Raises
        LevelNotHeld, Unavailable, and BriefNotFound for one that is kept and that `by` may not
        read any more.
        """
        require(self.access, by, Level.EDIT, by.organisation_id, BriefNotFound)
        kept = self.briefs.by_id(by.organisation_id, id)
        if kept is None:
            return self.briefs.add(self._made(by, id, asked))
        if not readable(self.access, by, [kept]):
            raise BriefNotFound
        return kept

    def _made(self, by: Principal, id: BriefId, asked: Asked) -> Brief:
        """Have it written anew while what it tells of goes, or is not for `by` any more.

        Words from before it was asked for were found by what `by` may read now.
        """
        for _ in range(TRIES):
            began = self.clock.now()
            with suppress(Overtaken):
                brief = self._written(by, id, asked)
                if brief.writing.at < began or readable(self.access, by, [brief]):
                    return brief
        raise Unavailable("the brief", "documents that it tells of were deleted meanwhile")

    def _written(self, by: Principal, id: BriefId, asked: Asked) -> Brief:
        writing, cached = self.shared(by, asked)
        return Brief(
            id=id,
            organisation_id=by.organisation_id,
            asked_by=by.user_id,
            asked=asked,
            writing=writing,
            cached=cached,
            created_at=self.clock.now(),
        )

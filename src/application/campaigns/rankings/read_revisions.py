"""Read how a fact was revised."""

from collections.abc import Sequence

from application.access.ports import Access
from application.access.require import require
from application.campaigns.rankings.ports import Revisions
from application.service import service
from domain.access import Level
from domain.campaigns.rankings.ranking import RankingNotFound
from domain.campaigns.rankings.revision import Fact, Revision
from domain.principal import Principal


@service
class ReadRevisions:
    access: Access
    revisions: Revisions

    def __call__(self, by: Principal, fact: Fact, skipped: int, limit: int) -> Sequence[Revision]:
        """Return them without the first so many, the last one first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, RankingNotFound)
        return self.revisions.of(by.organisation_id, fact, skipped, limit)

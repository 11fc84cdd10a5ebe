"""Read how a fact was revised."""

from application.access.ports import Access
from application.access.require import require
from application.campaigns.rankings.ports import RevisionsReader
from application.service import service
from domain.access import Level
from domain.campaigns.rankings.ranking import RankingNotFound
from domain.campaigns.rankings.revision import Fact, Revisions, Said
from domain.principal import Principal


@service
class ReadRevisions:
    access: Access
    revisions: RevisionsReader

    def __call__(
        self, by: Principal, fact: Fact, limit: int, before: Said | None = None
    ) -> Revisions:
        """Return at most so many, the last one first; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, RankingNotFound)
        found = self.revisions.of(by.organisation_id, fact, before, limit + 1)
        first = self.revisions.of(by.organisation_id, fact, None, 1) if before else found[:1]
        newest = first[0].said if first else None
        return Revisions(tuple(found[:limit]), newest, len(found) > limit)

"""Read who did best."""

from application.access.ports import Access
from application.access.require import require
from application.campaigns.rankings.ports import Ranked, Rankings
from application.service import service
from domain.access import Level
from domain.campaigns.rankings.ranking import After, Filters, RankingNotFound
from domain.principal import Principal


@service
class ReadRanking:
    access: Access
    rankings: Rankings

    def __call__(
        self,
        by: Principal,
        filters: Filters,
        limit: int,
        after: After | None = None,
        *,
        explain: bool = False,
    ) -> Ranked:
        """Return a page of the organisation's ranking; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, RankingNotFound)
        return self.rankings.ranked(by.organisation_id, filters, limit, after, explain=explain)

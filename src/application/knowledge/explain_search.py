"""Explain how passages were found, without a word of what others searched for."""

from typing import NamedTuple

from application.access.ports import Access
from application.knowledge.rank_passages import Query, Ranking
from application.knowledge.search_passages import SearchPassages
from application.service import service
from domain.access import Level
from domain.principal import Principal


class ExplainedSearch(NamedTuple):
    """`from_cache` is None where it is not for who asks: it tells what others asked."""

    ranking: Ranking
    from_cache: bool | None


@service
class ExplainSearch:
    search: SearchPassages
    access: Access

    def __call__(self, by: Principal, query: Query) -> ExplainedSearch:
        """Search, and tell admins of the organisation whether the answer was remembered.

        Raises QueryEmpty, DocumentsUnknown, IndexBehind, Unavailable.
        """
        found = self.search.explained(by, query)
        is_admin = self.access.level(by, by.organisation_id) is Level.ADMINISTER
        return ExplainedSearch(found.ranking, found.from_cache if is_admin else None)

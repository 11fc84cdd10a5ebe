"""Trends in our own performance data, for who writes briefs."""

import re
from dataclasses import dataclass

from application.campaigns.rankings.ports import Rankings
from domain.campaigns.briefs.trace import ToolResult
from domain.campaigns.briefs.unsafe import unsafe
from domain.campaigns.rankings.ranking import Filters, Standing
from domain.ids import OrganisationId

NOTHING = "no performance data is published here, or none with so many views"
PLAIN = re.compile(r"[\w-]{1,60}")
"""A name that can stand in a sentence; others may be anything, orders to a model among them."""


@dataclass(frozen=True, slots=True)
class RankedPerformance:
    rankings: Rankings

    def snapshot(self, organisation_id: OrganisationId) -> int:
        return self.rankings.snapshot(organisation_id)

    def best(self, organisation_id: OrganisationId, limit: int, min_views: int) -> ToolResult:
        """Return a sentence for each of the best rows whose influencer has a plain name."""
        filters = Filters(min_views=min_views)
        ranked = self.rankings.ranked(organisation_id, filters, limit)
        told = [one for one in ranked.standings if _is_plain(one.place.influencer_id)]
        if not ranked.standings:
            return ToolResult((), NOTHING, ranked.snapshot)
        note = f"from the best {len(ranked.standings)} rows with at least {min_views} views"
        left = len(ranked.standings) - len(told)
        more = f"; {left} left out, whose names are not plain" if left else ""
        return ToolResult(tuple(map(_sentence, told)), note + more, ranked.snapshot)


def _is_plain(name: str) -> bool:
    return bool(PLAIN.fullmatch(name)) and not unsafe(name)


def _sentence(one: Standing) -> str:
    share = f"{float(one.counts.rate) * 100:.2f} %"
    where = f"{one.place.influencer_id} in campaign {one.place.campaign_id}"
    return f"The post of {where} engaged {share} of {one.counts.views} views."

"""Trends in our own articles, where there are no articles."""

from dataclasses import dataclass

from domain.campaigns.briefs.trace import ToolResult
from domain.ids import OrganisationId

NOTHING = "no articles are collected here, so nothing is known from them"


@dataclass(frozen=True, slots=True)
class NoArticles:
    """Says so, instead of making trends up."""

    def about(self, organisation_id: OrganisationId, topic: str, limit: int) -> ToolResult:
        return ToolResult((), NOTHING)

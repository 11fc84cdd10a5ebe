"""What each tool does, for one organisation."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.campaigns.briefs.ports import ArticleTrends, PerformanceTrends, Reach
from application.campaigns.briefs.toolbox import Run, Toolbox
from domain.campaigns.briefs import guidance
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.tools import (
    ARTICLE_TRENDS,
    CREATIVE_ANGLE,
    PERFORMANCE_TRENDS,
    PERSONA,
    Arguments,
)
from domain.campaigns.briefs.trace import ToolResult

MANY = 3
HOUSE_RULES = "from our house rules, and not from research"


@dataclass(frozen=True, slots=True)
class BriefTools:
    articles: ArticleTrends
    performance: PerformanceTrends

    def toolbox(self, reach: Reach) -> Toolbox:
        """Return the tools for one brief of who has that reach; nothing else is seen by them."""

        def articles(given: Arguments) -> ToolResult:
            return self.articles.about(reach, str(given["topic"]), int(given.get("limit", MANY)))

        def performance(given: Arguments) -> ToolResult:
            limit, least = int(given.get("limit", MANY)), int(given.get("min_views", 0))
            return self.performance.best(reach.by.organisation_id, limit, least)

        runs: Mapping[str, Run] = {
            ARTICLE_TRENDS.name: articles,
            PERFORMANCE_TRENDS.name: performance,
            PERSONA.name: _persona,
            CREATIVE_ANGLE.name: _creative_angle,
        }
        return Toolbox(runs)


def _persona(given: Arguments) -> ToolResult:
    facts = guidance.persona(str(given["audience"]), Platform(str(given["platform"])))
    return ToolResult(facts, HOUSE_RULES)


def _creative_angle(given: Arguments) -> ToolResult:
    angle = guidance.angle(str(given["goal"]))
    return ToolResult(angle.facts(), f"{angle.name}, {HOUSE_RULES}")

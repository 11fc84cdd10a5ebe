"""A request for a brief, and tools that need no database."""

import json
from typing import Any

from application.campaigns.briefs.ports import Reach
from application.campaigns.briefs.toolbox import Toolbox
from application.campaigns.briefs.tools import BriefTools
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.trace import ToolResult
from domain.ids import OrganisationId
from domain.principal import Principal
from support.people import ADA

LAMP = {
    "brand": "Harbour",
    "product": "Storm Lamp",
    "goal": "Awareness before winter",
    "platform": "Instagram",
    "audience": "young runners",
}
BEST = "Post of anna in campaign 7: 12.5 % engagement over 4000 views."


class NoArticles:
    """Articles of which there are none."""

    def reach(self, by: Principal) -> Reach:
        return Reach(by)

    def about(self, reach: Reach, topic: str, limit: int) -> ToolResult:
        return ToolResult((), "there are none")


class FewNumbers:
    """Performance data that somebody published once."""

    def snapshot(self, organisation_id: OrganisationId) -> int:
        return 3

    def best(self, organisation_id: OrganisationId, limit: int, min_views: int) -> ToolResult:
        return ToolResult((BEST,), "from 1 post", 3)


def asked(**changes: Any) -> Asked:
    return Asked.of(**{**LAMP, **changes})


def toolbox() -> Toolbox:
    return BriefTools(NoArticles(), FewNumbers()).toolbox(Reach(ADA))


def a_brief(**changes: Any) -> str:
    """Return JSON as a model would write it."""
    told: dict[str, Any] = {
        "caption": "Storm Lamp by Harbour: light for the moments that fill every day.",
        "hook_ideas": ["A day with Storm Lamp.", "Before it, and after.", "3 ways to carry light."],
        "hashtags": ["#Harbour", "#StormLamp"],
        "cta": "See what it is about.",
        "tone": "friendly",
        "sources": [],
        **changes,
    }
    return json.dumps(told)

"""How briefs look on their way in and out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from domain.campaigns.briefs.asked import LONGEST, Asked
from domain.campaigns.briefs.brief import Brief
from domain.campaigns.briefs.content import Cited, Fact
from domain.campaigns.briefs.platform import ALIASES, Platform
from entrypoints.http.shapes import STORABLE, WORDS, Moment

ROOM = 4
"""So many times as long may come what is as short as it should be once it is tidied."""
LONGEST_PLATFORM = 40


def _words(member: str) -> msgspec.Meta:
    return msgspec.Meta(min_length=1, max_length=ROOM * LONGEST[member], extra_json_schema=WORDS)


Brand = Annotated[str, _words("brand")]
Product = Annotated[str, _words("product")]
Goal = Annotated[str, _words("goal")]
Audience = Annotated[
    str, msgspec.Meta(max_length=ROOM * LONGEST["audience"], extra_json_schema=STORABLE)
]
Tone = Annotated[str, msgspec.Meta(max_length=ROOM * LONGEST["tone"], extra_json_schema=STORABLE)]
Where = Annotated[
    str,
    msgspec.Meta(
        max_length=LONGEST_PLATFORM,
        extra_json_schema={"examples": [*(one.value for one in Platform), *ALIASES]},
    ),
]


class BriefDraft(msgspec.Struct, forbid_unknown_fields=True):
    """`platform` is one of those known, however it is written; the brief keeps to `tone`."""

    brand: Brand
    product: Product
    goal: Goal
    platform: Where
    audience: Audience | None = None
    tone: Tone | None = None

    def asked(self) -> Asked:
        """Raises NotAsked, Unsafe, PlatformUnknown."""
        return Asked.of(
            brand=self.brand,
            product=self.product,
            goal=self.goal,
            platform=self.platform,
            audience=self.audience,
            tone=self.tone,
        )


class CitedView(msgspec.Struct):
    """Characters `start` to `end` (exclusive) of a page of a version; pages count from 1."""

    document_id: UUID
    version: int
    page: int
    start: int
    end: int

    @classmethod
    def of(cls, cited: Cited) -> CitedView:
        return cls(cited.document_id, cited.version, cited.page, cited.start, cited.end)


class FactView(msgspec.Struct):
    """`id` is `2.1` for the first fact of the second tool call; `cited` where it stands in a
    document."""

    id: str
    tool: str
    text: str
    cited: CitedView | None

    @classmethod
    def of(cls, tool: str, fact: Fact) -> FactView:
        return cls(fact.id, tool, fact.text, CitedView.of(fact.cited) if fact.cited else None)


class HeldUpView(msgspec.Struct):
    """`line` is a JSON Pointer. A line without facts rests on the request alone."""

    line: str
    facts: list[FactView]


class BriefView(msgspec.Struct):
    """`cached` when the words were written for another request that meant the same.

    `fallback` when no answer of the model could be used, after `repairs`.
    """

    id: UUID
    brand: str
    product: str
    goal: str
    platform: Platform
    audience: str | None
    caption: str
    hook_ideas: list[str]
    hashtags: list[str]
    cta: str
    tone: str
    sources: list[HeldUpView]
    cached: bool
    model: str
    repairs: int
    fallback: bool
    created_at: Moment
    written_at: Moment

    @classmethod
    def of(cls, brief: Brief) -> BriefView:
        asked, written = brief.asked, brief.writing.written
        content = written.content
        return cls(
            id=brief.id,
            brand=asked.brand,
            product=asked.product,
            goal=asked.goal,
            platform=asked.platform,
            audience=asked.audience,
            caption=content.caption,
            hook_ideas=list(content.hook_ideas),
            hashtags=list(content.hashtags),
            cta=content.cta,
            tone=content.tone,
            sources=_sources(brief),
            cached=brief.cached,
            model=written.model,
            repairs=written.repairs,
            fallback=written.fallback,
            created_at=brief.created_at,
            written_at=brief.writing.at,
        )


class BriefList(msgspec.Struct):
    items: list[BriefView]
    next_cursor: str | None


def _sources(brief: Brief) -> list[HeldUpView]:
    written = brief.writing.written
    facts = {
        fact.id: FactView.of(call.tool, fact) for call in written.trace.tools for fact in call.facts
    }
    named = written.content.sources
    return [
        HeldUpView(line, [facts[one] for one in named.get(line, ())])
        for line, _ in written.content.lines()
    ]

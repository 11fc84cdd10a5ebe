"""A brief made of tool results alone: the same results, the same brief.

It is what a model's answer gives way to, and what is written where there is no model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.campaigns.briefs.asked import Asked, folded
from domain.campaigns.briefs.content import Content, Fact, FactId, tag_of
from domain.campaigns.briefs.decoding import Refused
from domain.campaigns.briefs.guidance import Angle, angle
from domain.campaigns.briefs.rules import LONGEST_HOOK, MOST_HOOKS, check_line
from domain.campaigns.briefs.tools import (
    ARTICLE_TRENDS,
    CREATIVE_ANGLE,
    PERFORMANCE_TRENDS,
    PERSONA,
    Arguments,
)
from domain.campaigns.briefs.trace import ToolCall

EVERYBODY = "everybody"
SHOWN, LEAST_VIEWS = 3, 1_000
STORY, LINE, HOOKS, CALL = 0, 1, slice(2, 5), 5
"""Where these stand among the facts of an angle."""


def plan(asked: Asked) -> Mapping[str, Arguments]:
    """Return the calls that a brief is made of, by tool."""
    where = asked.platform.value
    return {
        ARTICLE_TRENDS.name: {"topic": asked.product, "limit": SHOWN},
        PERFORMANCE_TRENDS.name: {"limit": SHOWN, "min_views": LEAST_VIEWS},
        PERSONA.name: {"audience": asked.audience or EVERYBODY, "platform": where},
        CREATIVE_ANGLE.name: {"goal": asked.goal, "platform": where},
    }


def composed(asked: Asked, calls: Sequence[ToolCall]) -> Content:
    """Return a brief that keeps every rule, with the facts that each line was made of."""
    told, found = angle(asked.goal), _angle_facts(asked, calls)
    data = [*_persona_hook(asked, calls), *_performance_hook(calls), *_article_hook(asked, calls)]
    hooks = [*_hooks(asked, told, found)][: MOST_HOOKS - len(data)] + data
    return Content(
        caption=_caption(asked, told),
        hook_ideas=tuple(text for text, _ in hooks),
        hashtags=tuple(_hashtags(asked)),
        cta=told.call,
        tone=asked.tone or told.tone,
        sources={
            **({"/caption": (found[LINE].id,), "/cta": (found[CALL].id,)} if found else {}),
            **{f"/hook_ideas/{number}": (fact,) for number, (_, fact) in enumerate(hooks) if fact},
        },
    )


def _angle_facts(asked: Asked, calls: Sequence[ToolCall]) -> Sequence[Fact]:
    """Return the facts that the goal's own angle was given as, if it was."""
    told = angle(asked.goal).facts()
    given = (one.facts for one in calls if one.tool == CREATIVE_ANGLE.name)
    return next((one for one in given if tuple(fact.text for fact in one) == told), ())


def _caption(asked: Asked, told: Angle) -> str:
    naming = asked.product
    if folded(asked.brand) not in folded(asked.product):
        naming = f"{asked.product} by {asked.brand}"
    return f"{naming}. {told.line}"


def _hooks(asked: Asked, told: Angle, found: Sequence[Fact]) -> Iterator[tuple[str, FactId | None]]:
    ids: Sequence[FactId | None] = [one.id for one in found[HOOKS]] or [None] * len(told.hooks)
    for hook, fact in zip(told.hooks, ids, strict=True):
        yield hook.format(product=asked.product, brand=asked.brand), fact


def _persona_hook(asked: Asked, calls: Sequence[ToolCall]) -> Iterator[tuple[str, FactId | None]]:
    facts = [fact for one in calls if one.tool == PERSONA.name for fact in one.facts]
    if asked.audience and facts:
        yield f"For {asked.audience}: {facts[0].text}"[:LONGEST_HOOK], facts[0].id


def _performance_hook(calls: Sequence[ToolCall]) -> Iterator[tuple[str, FactId | None]]:
    facts = [fact for one in calls if one.tool == PERFORMANCE_TRENDS.name for fact in one.facts]
    if facts:
        yield f"Begin as what did best began: {facts[0].text}"[:LONGEST_HOOK], facts[0].id


def _article_hook(asked: Asked, calls: Sequence[ToolCall]) -> Iterator[tuple[str, FactId | None]]:
    """Yield the first of our articles' sentences that can be said beside these names."""
    facts = [fact for one in calls if one.tool == ARTICLE_TRENDS.name for fact in one.facts]
    for fact in facts:
        hook = f"Tie in with our own words: {fact.text}"
        if len(hook) <= LONGEST_HOOK and _can_be_said(hook, asked):
            yield hook, fact.id
            return


def _can_be_said(line: str, asked: Asked) -> bool:
    try:
        check_line("a hook", line, asked)
    except Refused:
        return False
    return True


def _hashtags(asked: Asked) -> Iterator[str]:
    seen = set[str]()
    for text in (asked.brand, asked.product):
        tag = tag_of(text)
        if tag and folded(tag) not in seen and len(seen) < asked.platform.room.hashtags:
            seen.add(folded(tag))
            yield f"#{tag}"

"""The last, the first and the most frequent: what is told of them must be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts, Said
from domain.insights.checking.mentions import Mentions
from domain.insights.record import KEY_TOPICS, Interaction

CUE = re.compile(
    r"\b(?:(?P<last>last|latest|most recent(?:ly)?|newest|final)"
    r"|(?P<first>first|earliest|initial(?:ly)?|oldest)"
    r"|(?P<most>(?:most|more) (?:frequent(?:ly)?|often|used|common(?:ly)?|of|popular)|most|mostly"
    r"|mainly|usually|primarily|preferred|favou?rite|main|top|key|chiefly|typically|normally))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;:.!?]\s|,\s*(?:and|while|whereas|but)\s"
    r"|,\s+(?=(?:(?:the|your)\s+)?(?:most|last|latest|first|mostly|mainly)\b)"
    r"|\s(?:and|while|whereas|but)\s+(?=(?:the|your|our|it|you|we)\b)",
    re.IGNORECASE,
)
TOPICS = re.compile(r"\btopics\b|\bsubjects\b|\bkey\b|\bthings\b", re.IGNORECASE)


def roles(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    """Yield what is said of a role and not true of it; without a role, what nothing bears out."""
    edges = [0, *(one.end() for one in CLAUSE.finditer(found.rest)), len(text)]
    for start, end in pairwise(edges):
        said = found.said(start, end)
        cues = list(CUE.finditer(found.rest, start, end))
        if said.is_empty:
            continue
        kinds = {str(one.lastgroup) for one in cues}
        if len(kinds) > 1:
            yield Doubt(Kind.FACT, text[start:end].strip())
        elif "last" in kinds:
            yield from _of(said, facts.last)
        elif "first" in kinds:
            yield from _of(said, facts.first)
        elif "most" in kinds:
            yield from _most(said, facts, several=bool(TOPICS.search(text, start, end)))
        elif not facts.exist(said):
            yield _none(said)


def _of(said: Said, one: Interaction | None) -> Iterator[Doubt]:
    if one is None:
        yield Doubt(Kind.FACT, "")
        return
    wrong = (
        (Kind.CHANNEL, said.channels - {one.channel}),
        (Kind.TOPIC, said.topics - {one.topic or ""}),
        (Kind.SENTIMENT, said.sentiments - {one.sentiment or ""}),
        (Kind.NAME, said.products - {one.product or ""}),
    )
    yield from (Doubt(kind, " ".join(sorted(words))) for kind, words in wrong if words)
    if not all(day.holds(one.at.date()) for day in said.days) or any(
        (clock.hour, clock.minute) != (one.at.hour, one.at.minute) for clock in said.times
    ):
        yield Doubt(Kind.DATE, "")


def _most(said: Said, facts: Facts, *, several: bool) -> Iterator[Doubt]:
    wrong = said.channels - {one.name for one in facts.channels[:1]}
    if wrong:
        yield Doubt(Kind.CHANNEL, " ".join(sorted(wrong)))
    topics = {one.name for one in facts.topics[: KEY_TOPICS if several else 1]}
    if said.topics - topics:
        yield Doubt(Kind.TOPIC, " ".join(sorted(said.topics - topics)))
    if said.sentiments - {one.name for one in facts.sentiments[:1]}:
        yield Doubt(Kind.SENTIMENT, " ".join(sorted(said.sentiments)))
    if said.is_listed:
        yield Doubt(Kind.FACT, "")
    elif not facts.exist(said):
        yield _none(said)


def _none(said: Said) -> Doubt:
    """Name what of it is most likely to be wrong: a date before a channel before a topic."""
    if said.days or said.times:
        return Doubt(Kind.DATE, "")
    if said.channels:
        return Doubt(Kind.CHANNEL, " ".join(sorted(said.channels)))
    return Doubt(Kind.TOPIC, " ".join(sorted(said.topics | said.sentiments | said.products)))

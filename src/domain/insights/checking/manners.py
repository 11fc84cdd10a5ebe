"""What nobody may write to a customer, whatever the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts
from domain.insights.checking.lexicon import (
    CHEERFUL,
    COURTESY,
    FUNCTION,
    MEDICAL,
    PROMISES,
)
from domain.insights.checking.mentions import WORD, Mentions
from domain.insights.record import NEGATIVE

FEWEST = 5
"""Words from which on a sentence can be told to be of another language."""
ENGLISH = 0.2
STRANGE = 0.25
"""Share of a sentence's words that may be neither courteous nor given."""
MARKUP = re.compile(
    r"<\s*[/!a-z]|&[#a-z0-9]{2,8};|\bjavascript:|https?:|www\.|\]\(|```|[{}<>\[\]\\|~^]|\*\*",
    re.IGNORECASE,
)


def manners(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    for match in MARKUP.finditer(text):
        yield Doubt(Kind.MARKUP, match.group())
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(found.rest)]
    given = {match.group().lower() for match in WORD.finditer(facts.given)}
    yield from (Doubt(Kind.MEDICAL, one) for one in words if one in MEDICAL and one not in given)
    yield from (Doubt(Kind.PROMISE, one) for one in words if one in PROMISES and one not in given)
    if [one.name.casefold() for one in facts.sentiments] == [NEGATIVE]:
        said = {match.group().lower() for match in WORD.finditer(text)} - given
        yield from (Doubt(Kind.TONE, one) for one in sorted(said & CHEERFUL))
        yield from (Doubt(Kind.TONE, "!") for _ in range(min(1, text.count("!"))))
    yield from _strange(text, words, given)


def _strange(text: str, words: list[str], given: set[str]) -> Iterator[Doubt]:
    english = sum(one.partition("'")[0] in FUNCTION for one in words)
    if len(words) >= FEWEST and english < ENGLISH * len(words):
        yield Doubt(Kind.LANGUAGE, text[:40])
    strange = [one for one in words if one.partition("'")[0] not in COURTESY and one not in given]
    if len(strange) > max(1 if len(words) >= FEWEST else 0, STRANGE * len(words)):
        yield Doubt(Kind.WORDS, " ".join(strange[:5]))

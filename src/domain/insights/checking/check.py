"""Hold a sentence against a record: whatever is not borne out is a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts, Said
from domain.insights.checking.lexicon import NEGATIONS
from domain.insights.checking.manners import manners
from domain.insights.checking.mentions import Mentions, mentions
from domain.insights.checking.moments import VAGUE, Number
from domain.insights.checking.names import names
from domain.insights.checking.relations import relations
from domain.insights.checking.roles import roles

KINDS = {
    "channels": Kind.CHANNEL,
    "topics": Kind.TOPIC,
    "sentiments": Kind.SENTIMENT,
    "products": Kind.NAME,
    "days": Kind.DATE,
    "times": Kind.DATE,
}
NEGATION = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, NEGATIONS))})(?!\w)|\w+n[’']t\b"
    r"|\b(?:rather|other|far) (?:than|from)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:do not|don[’']t|never) hesitate\b"
    r"|\b(?:can ?not|no|not) (?:give |be |a )?medical advice\b",
    re.IGNORECASE,
)
OF = re.compile(
    r"\s+(?:out )?of\s+(?:(?:the|your|our|a total of)\s+)?(?:total\s+)?\Z", re.IGNORECASE
)
DISTINCT = re.compile(
    r"\s*(?:different |distinct )?(?P<what>channel|topic|way|product)s?\b", re.IGNORECASE
)
LENGTH = re.compile(
    r"\s*(?:-\s*)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|people|customers?)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:all|every|always|only|solely|exclusively|just|each|entirely)\b", re.IGNORECASE
)
LONGEST = 320
"""Characters of a sentence."""
VAGUELY = {"several": 3, "many": 5, "numerous": 5, "multiple": 2, "various": 2, "few": 2}
SEVERAL = re.compile(rf"\b(?:{'|'.join(VAGUELY)})\b(?!\s+thanks)", re.IGNORECASE)
OFTEN = re.compile(
    r"(?<!most )(?<!how )\b(?:often|frequently|regularly|daily|weekly|monthly"
    r"|constantly|repeatedly)\b",
    re.IGNORECASE,
)


def doubts(text: str, facts: Facts) -> tuple[Doubt, ...]:
    """Return what speaks against a sentence, in the order of its parts; nothing when it stands.

    The world is closed: a number, date, name, channel, topic or negation that the record does not
    bear out, in the relation in which it is told, is as wrong as one that it contradicts. What is
    too long for a sentence is not read.
    """
    if len(text) > LONGEST:
        return (Doubt(Kind.LENGTH, f"{len(text)} characters"),)
    plain = HARMLESS.sub(lambda one: " " * len(one.group()), text)
    found = mentions(plain, facts)
    return tuple(dict.fromkeys((*_facts(plain, found, facts), *manners(text, found, facts))))


def _facts(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    for one in found.unknown:
        yield Doubt(KINDS[one.category], text[one.start : one.end])
    yield from (Doubt(Kind.DATE, one.group()) for one in VAGUE.finditer(found.rest))
    yield from names(found, facts)
    yield from relations(text, found, facts)
    negated = NEGATION.search(found.rest)
    said = found.said(0, len(text))
    if negated is not None:
        if not _is_borne_out_by_nothing(said, found, facts):
            yield Doubt(Kind.NEGATION, negated.group())
        return
    yield from roles(text, found, facts)
    yield from _numbers(text, found, facts)
    yield from _quantities(found, said, facts)


def _is_borne_out_by_nothing(said: Said, found: Mentions, facts: Facts) -> bool:
    tells = not said.is_empty or "interaction" in found.rest.lower()
    return tells and not found.numbers and facts.count(said) == 0


def _numbers(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    """Each number counts what is mentioned behind it up to the next, or else before it."""
    left = list(found.numbers)
    for one, other in pairwise(found.numbers):
        if OF.fullmatch(text[one.end : other.start]) and other in left:
            left.remove(other)
            if other.value != facts.total:
                yield Doubt(Kind.NUMBER, text[other.start : other.end])
    wrong = [
        Doubt(Kind.NUMBER, text[one.start : one.end])
        for one in left
        if one.value is None or LENGTH.match(text, one.end)
    ]
    yield from wrong
    if wrong or not left:
        return
    if not any(_are_counts(text, left, way, facts) for way in _ways(text, found, left, facts)):
        yield from (Doubt(Kind.NUMBER, text[one.start : one.end]) for one in left)


def _ways(
    text: str, found: Mentions, left: Sequence[Number], facts: Facts
) -> Iterator[Sequence[Said]]:
    """Yield what each number may count: all mentions are of one, and no two count the same.

    Between two mentions of a kind it counts what is behind it as well as all of them, or neither.
    """
    starts = [one.start for one in left]
    if len(left) == 1:
        whole, behind = found.said(0, len(text)), found.said(starts[0], len(text))
        is_twice = found.said(0, starts[0]).speaks_as(behind)
        if not is_twice or facts.count(behind) == facts.count(whole):
            yield [whole]
    elif found.said(0, starts[0]).is_empty:
        yield [found.said(start, end) for start, end in pairwise((*starts, len(text)))]
    elif found.said(starts[-1], len(text)).is_empty:
        yield [found.said(start, end) for start, end in pairwise((0, *starts))]


def _are_counts(text: str, left: Sequence[Number], way: Sequence[Said], facts: Facts) -> bool:
    return len(set(way)) == len(way) and all(
        _is_count(text, one, said, facts) for one, said in zip(left, way, strict=True)
    )


def _is_count(text: str, number: Number, said: Said, facts: Facts) -> bool:
    distinct = DISTINCT.match(text, number.end)
    if distinct is None:
        return number.value == facts.count(said)
    known = {"topic": len(facts.topics), "product": len(facts.products)}
    return number.value == known.get(distinct["what"].lower(), len(facts.channels))


def _quantities(found: Mentions, said: Said, facts: Facts) -> Iterator[Doubt]:
    for match in SEVERAL.finditer(found.rest):
        if (facts.count(said) or 0) < VAGUELY[match.group().lower()]:
            yield Doubt(Kind.NUMBER, match.group())
    yield from (Doubt(Kind.NUMBER, one.group()) for one in OFTEN.finditer(found.rest))
    whole = WHOLE.search(found.rest)
    if whole and not said.is_empty and facts.count(said) != facts.total:
        yield Doubt(Kind.FACT, whole.group())

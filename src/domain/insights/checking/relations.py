"""What a record does not tell of, however true the parts are: bounds, sequences, trends, deeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts, When
from domain.insights.checking.mentions import Mentions

BOUND = re.compile(
    r"(?:\b(?:more|less|fewer|greater|other) than|\bat (?:least|most)|\bup to|\bas many as"
    r"|\bwell over"
    r"|\b(?:over|under|above|below|beyond|almost|nearly|about|around|roughly|approximately|circa"
    r"|minus|another|further|additional|extra|every|next|barely|just under))\s+(?:the\s+)?\Z"
    r"|(?<!\w)[-+−–]\s?\Z",
    re.IGNORECASE,
)  # fmt: skip
MORE = re.compile(
    r"\s*(?:\+|plus\b|odd\b|score\b|or (?:more|fewer|less)\b|(?:\w+ )?more\b)", re.IGNORECASE
)
FRACTION = re.compile(r"[\u00bc-\u00be\u2150-\u218b\u2460-\u249b\u00b2\u00b3\u00b9]")
BOTH = re.compile(r"\bboth\s+(?:of\s+)?(?:your|the|our|these|those)\b", re.IGNORECASE)
AMOUNT = re.compile(
    r"\b(?:(?:a (?:lot|bunch|handful|number|series|range)|lots|loads|plenty) of(?!\s+thanks)"
    r"|countless|innumerable|umpteen|endless(?:ly)?|contin(?:ual|uous)ly|(?:again|time) and again"
    r"|over and over|(?:every|each) (?:single )?(?:day|week|month|year|time))\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:before|after|since|until|till|between|through|past|to|by|prior to|following|up to|as of"
    r"|around|about|near|early|late|mid|(?:beginning|start|middle|end|close|week|half) of)"
    r"[-\s]+(?:the\s+|in\s+|on\s+)?\Z",
    re.IGNORECASE,
)
"""What puts a date beside the day that it names."""
SEASON = re.compile(
    r"\b(?:springtime|summer|autumn|winter|(?:in|last|this) (?:the )?spring"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ties"
    r"|(?:day|week|month|year|hour|minute)s? (?:before|after|later|earlier|apart|long))\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:than|after|afterwards?|before|then|later|followed by|switched|second|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|previous|preceding|penultimate|subsequent(?:ly)?"
    r"|(?:could|might|may|would|should|must) (?:\w+ )?have|if you had)\b",
    re.IGNORECASE,
)
"""What puts facts beside each other, or out of the world."""
AHEAD = re.compile(
    r"\b(?:see you|meet|appointment|due|deadline|expires?|open|closed|will|shall|going to|next)\b",
    re.IGNORECASE,
)
"""With a date: of days to come nothing is on record."""
TREND = re.compile(
    r"\b(?:increas(?:ed?|ing)|decreas(?:ed?|ing)|grown|growing|declin(?:ed?|ing)|dropped|improved"
    r"|worsened|doubled|tripled|halved)\b",
    re.IGNORECASE,
)
DEED = re.compile(
    r"\b(?:(?:re)?solved|fixed|answered|replied|responded|settled|completed|shipped|delivered|lost"
    r"|deleted|forgotten|investigated|escalated|forwarded|booked|arranged|scheduled|cancell?ed|bought"
    r"|purchased|paid|(?:has|have) (?:written|called|spoken) (?:to|back)"
    r"|you (?:asked (?:us )?(?:to|for)|(?:said|told us) that|wanted|agreed|decided|own|enjoyed"
    r"|liked|loved|hated|(?:like|love|hate|rely|live|work)\b|(?:were|are|seem(?:ed)?|felt) content"
    r"|(?:are|were) (?:an?|one of|the)\b(?! (?:valued|valuable|important))"
    r"|and (?:others?|your|the|an?|some\w+)\b)"
    r"|(?:got|became|been|was|is|were) (?:\w+ )?(?:quiet|better|worse|fine|well)"
    r"|(?:all|everything) went|recalled|withdrawn|approved|(?<!at )least"
    r"|(?:your|the) (?:doctor|physician|nurse|pharmacist|hospital|insurer|lawyer|employer"
    r"|family))\b",
    re.IGNORECASE,
)
"""What somebody did, wished or felt: a record tells only when, by what way and about what."""


def relations(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    yield from _bounds(text, found, facts)
    for one in found.found:
        if isinstance(one.value, When) and (match := ASIDE.search(text[: one.start])):
            yield Doubt(Kind.DATE, match.group().strip())
    yield from _any(SEASON, Kind.DATE, found.rest)
    said = found.said(0, len(text))
    if said.days or said.times:
        yield from _any(AHEAD, Kind.DATE, found.rest)
    yield from _any(AMOUNT, Kind.NUMBER, found.rest)
    yield from _any(TREND, Kind.FACT, found.rest)
    yield from _any(DEED, Kind.FACT, found.rest)
    if not said.is_empty or "interaction" in found.rest.lower():
        yield from _any(ORDER, Kind.FACT, found.rest)


def _bounds(text: str, found: Mentions, facts: Facts) -> Iterator[Doubt]:
    """A number says how many there are, and not that there are more, or fewer."""
    for one in found.numbers:
        if BOUND.search(text[: one.start]) or MORE.match(text, one.end):
            yield Doubt(Kind.NUMBER, text[one.start : one.end])
    if facts.total != len(("one", "other")):
        yield from _any(BOTH, Kind.NUMBER, text)
    yield from _any(FRACTION, Kind.NUMBER, found.rest)


def _any(pattern: re.Pattern[str], kind: Kind, text: str) -> Iterator[Doubt]:
    yield from (Doubt(kind, one.group()) for one in pattern.finditer(text))

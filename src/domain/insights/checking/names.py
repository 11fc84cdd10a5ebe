"""Names: the customer's own may be said, and no other word that is written like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts
from domain.insights.checking.lexicon import COURTESY
from domain.insights.checking.mentions import WORD, Mentions
from domain.insights.checking.moments import HIDDEN

ADDRESSED = re.compile(
    r"\b(?:dear|hello|hi|hey|greetings|speaking (?:to|with)|mr|mrs|ms|dr|sir|madam)\b[.,]?\s+"
    r"(?P<name>[^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)
BEHIND = re.compile(rf"\b(?:dear|hello|hi|hey)\s+{HIDDEN}+\s+(?P<name>[^\W\d_]+)", re.IGNORECASE)
"""A word behind the customer's own name."""
ANYBODY = frozenset(
    "customer sir madam all there friend and am this i we to you it thank thanks my our from "
    "the".split()
)
ALLOWED = frozenset("i dear hello hi kind best regards sincerely yours ok".split())
BEGINS = re.compile(r"(?:\A|[.!?:\n]|\A\s*[-–—•*\"“(]+)[\s\"“”(]*\Z")
BY = re.compile(r"\b(?:by|via|over|through)\s+(?:an?\s+|the\s+)?(?P<what>[^\W\d_]+)", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|on the subject of)\s+(?P<what>[^\W\d_]+)", re.IGNORECASE
)
WAYS = frozenset(
    "a an the us our you your now then this that mistake name far phone it its all itself means "
    "and or".split()
)
MATTERS = frozenset(
    "your our this that it these those any anything everything how what whether us you them the "
    "all and or a an which whom something matters topics".split()
)


def names(found: Mentions, facts: Facts) -> Iterator[Doubt]:
    rest = found.rest
    for match in ADDRESSED.finditer(rest):
        if match["name"].lower() not in ANYBODY:
            yield Doubt(Kind.NAME, match["name"])
    for match in BEHIND.finditer(rest):
        if match["name"].lower() not in COURTESY:
            yield Doubt(Kind.NAME, match["name"])
    for match in WORD.finditer(rest):
        word = match.group()
        if word[0] != word[0].lower() and not _is_ordinary(word, rest, match.start()):
            yield Doubt(Kind.NAME, word)
    yield from (Doubt(Kind.NAME, one) for one in facts.others if _holds(rest, one))
    yield from _unknown(BY, WAYS, Kind.CHANNEL, rest)
    yield from _unknown(ABOUT, MATTERS, Kind.TOPIC, rest)


def _unknown(
    pattern: re.Pattern[str], usual: frozenset[str], kind: Kind, rest: str
) -> Iterator[Doubt]:
    for match in pattern.finditer(rest):
        if match["what"].lower() not in usual:
            yield Doubt(kind, match["what"])


def _is_ordinary(word: str, rest: str, at: int) -> bool:
    low = word.lower().partition("'")[0].partition("’")[0]
    return low in ALLOWED or (low in COURTESY and bool(BEGINS.search(rest[:at])))


def _holds(rest: str, name: str) -> bool:
    """Return whether a name of somebody else stands there, written as it is on file."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest) is not None

"""What a sentence mentions, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from domain.insights.checking.facts import Facts, Said, When
from domain.insights.checking.lexicon import CALLED, MOODS
from domain.insights.checking.moments import HIDDEN, Number, dates, numbers, times

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
OURSELVES = re.compile(
    r"\b(?:we|i)(?:['’](?:re|m)|\s+(?:are|am|were|was|would be|remain))?\s+"
    r"(?:\w+ly\s+|so\s+|very\s+)?(?:glad|happy|pleased|delighted|grateful|sorry)\b"
    r"|\b(?:be|good|best|great)\s+(?:happy|glad|pleased|to|wishes|day)\b"
    r"|\bthis\s+(?:e-?mail|call|message|sms|text|letter|chat)\b"
    r"|\b(?:call|e-?mail|text|phone)\s+(?:us|me)\b"
    r"|\b(?:your|our)\s+(?:call|e-?mail|letter)\s+today\b",
    re.IGNORECASE,
)
"""How we are, and the message itself: nothing that a record tells."""
CATEGORIES = ("channels", "topics", "sentiments", "products")


@dataclass(frozen=True, slots=True)
class Mention:
    """`value` is the record's own word, or None when the record has none like it."""

    category: str
    start: int
    end: int
    value: str | When | time | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """`rest` is the sentence with HIDDEN for what was understood."""

    found: tuple[Mention, ...]
    numbers: tuple[Number, ...]
    rest: str

    def said(self, start: int, end: int) -> Said:
        """Return what is mentioned between two places."""
        within = [one for one in self.found if start <= one.start < end and one.value is not None]
        words = {
            name: frozenset(str(one.value) for one in within if one.category == name)
            for name in CATEGORIES
        }
        days = tuple(one.value for one in within if isinstance(one.value, When))
        clock = tuple(one.value for one in within if isinstance(one.value, time))
        return Said(**words, days=days, times=clock)

    @property
    def unknown(self) -> Iterator[Mention]:
        yield from (one for one in self.found if one.value is None)


@dataclass(slots=True)
class Reading:
    """A sentence of which more and more is understood."""

    text: str
    rest: str
    found: list[Mention]

    def take(self, category: str, start: int, end: int, value: str | When | time | None) -> None:
        self.found.append(Mention(category, start, end, value))
        self.hide(start, end)

    def hide(self, start: int, end: int) -> None:
        self.rest = f"{self.rest[:start]}{HIDDEN * (end - start)}{self.rest[end:]}"


def mentions(text: str, facts: Facts) -> Mentions:
    reading = Reading(text, text, [])
    record = facts.record
    if record.name:
        _phrases(reading, "names", (record.name,))
    _phrases(reading, "topics", tuple(one.name for one in facts.topics))
    for match in OURSELVES.finditer(reading.rest):
        reading.hide(*match.span())
    _phrases(reading, "channels", tuple(one.name for one in facts.channels))
    _phrases(reading, "products", facts.products)
    for start, end, when in list(dates(reading.rest)):
        reading.take("days", start, end, when)
    for start, end, clock in list(times(reading.rest)):
        reading.take("times", start, end, clock)
    _moods(reading, facts)
    _channels(reading, facts)
    counted = tuple(numbers(reading.rest))
    for one in counted:
        reading.hide(one.start, one.end)
    return Mentions(tuple(sorted(reading.found, key=lambda one: one.start)), counted, reading.rest)


def _phrases(reading: Reading, category: str, known: Sequence[str]) -> None:
    """Take whole phrases of the record, in any case, the longest first."""
    names = {_folded(one): one for one in known}
    for match in list(_pattern(tuple(names)).finditer(reading.rest)) if names else ():
        reading.take(category, *match.span(), names.get(_folded(match.group()), known[0]))


@lru_cache(maxsize=4096)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(known, key=len, reverse=True)
    phrases = (r"\s+".join(map(re.escape, one.split())) for one in longest if one.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases) or '(?!)'})(?:s\b|(?!\w))", re.IGNORECASE)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _moods(reading: Reading, facts: Facts) -> None:
    own = {one.name.casefold(): one.name for one in facts.sentiments}
    for match in list(WORD.finditer(reading.rest)):
        word = match.group().lower()
        mood = word if word in own else MOODS.get(word)
        if mood is not None:
            reading.take("sentiments", *match.span(), own.get(mood))


def _channels(reading: Reading, facts: Facts) -> None:
    own = {CALLED.get(one.name.casefold(), one.name): one.name for one in facts.channels}
    for match in list(WORD.finditer(reading.rest)):
        kind = CALLED.get(match.group().lower())
        if kind is not None:
            reading.take("channels", *match.span(), own.get(kind))

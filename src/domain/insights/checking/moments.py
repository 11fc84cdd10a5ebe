"""Dates, times and numbers of a sentence, as they are written and as they are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from domain.insights.checking.facts import When

MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTH = "|".join(rf"{one}|{one[:3]}\.?" for one in MONTHS if one != "may") + r"|may|sept\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[89]|20|21)\d\d"
DATES = re.compile(
    rf"""(?<![\w])(?:
    (?P<y1>{YEAR})[-/.](?P<n1>\d\d?)[-/.](?P<d1>\d\d?)
    |(?P<d2>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH}),?(?:\s+(?P<y2>{YEAR}))?
    |(?P<m3>{MONTH})\s+(?:the\s+)?(?P<d3>{DAY})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y3>{YEAR}))?
    |(?P<slashed>\d\d?[-/.]\d\d?[-/.]\d\d(?:\d\d)?)
    |(?P<m4>{MONTH}),?\s+(?:of\s+)?(?P<y4>{YEAR})
    |(?P<m5>{MONTH.replace("|may", "").replace("|mar", "")})
    |(?<=in\s)(?P<m6>may|mar\.?)
    |(?P<y7>{YEAR})
    )(?![\w])""",
    re.VERBOSE | re.IGNORECASE,
)
TIMES = re.compile(
    r"(?<![\w:])(?P<h>[01]?\d|2[0-3])(?:[:.h](?P<m>[0-5]\d)(?::[0-5]\d)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?![\w:])(?:\s*(?:o.clock|utc|gmt|hrs))?",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?<!most )recently"
    r"|(?:last|this|next|past|previous|earlier this) (?:week|month|year|quarter|weekend|spring"
    r"|summer|autumn|fall|winter|few days)|ago|fortnight|decades?|noon|midnight|morning|evening"
    r"|afternoon|night|lunch\w*|dawn|dusk|(?:last|first) day of)\b",
    re.IGNORECASE,
)
"""When it was told, nobody could hold it against a date."""
CENTURY, SHORT, HALF_A_DAY = 2000, 100, 12
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: at for at, word in enumerate(UNITS)} | {
    word: 10 * at for at, word in enumerate(TENS, start=2)
}
OTHER = {"once": 1, "twice": 2, "thrice": 3, "both": 2, "couple": 2, "pair": 2, "single": 1,
         "dozen": 12}  # fmt: skip
LARGE = (
    "hundreds? thousands? millions? billions? dozens half halves third quarter double triple"
).split()
WORDS = "|".join((*SMALL, *OTHER))
NUMBERS = re.compile(
    rf"""(?<![\w.])(?:(?P<digits>\d{{1,3}}(?:[,\u2009\u202f]\d{{3}})+|\d+)(?P<more>[.,]\d+)?(?:\s?(?P<unit>%|percent\b))?
    |(?P<tens>{"|".join(TENS)})[-\s](?P<ones>{"|".join(UNITS[1:10])})\b
    |(?P<word>{WORDS})\b|(?P<large>{"|".join(LARGE)})\b)(?P<glued>[a-z]+)?""",
    re.VERBOSE | re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s*(?:interactions?|channels?|topics?|products?|times?|contacts?|conversations?|messages?|occasions?|exchanges?|by|via|were|was"
    r"|is|are|about|through|negative|positive|neutral|of (?:them|these|those|the|your|our))\b",
    re.IGNORECASE,
)
ONE_OF = re.compile(r"one\b", re.IGNORECASE)
AGAIN = re.compile(r"\s+(?:again|more)\b", re.IGNORECASE)
HIDDEN = "·"
"""Stands for what was understood of a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """`value` is None for one that says nothing exact, such as `hundreds`, a share or `2nd`."""

    start: int
    end: int
    value: int | None


def dates(text: str) -> Iterator[tuple[int, int, When | None]]:
    """Yield where a date stands and what it says; None where it cannot be one, or two."""
    for match in DATES.finditer(text):
        yield *match.span(), _when(match.groupdict())


def _when(told: dict[str, Any]) -> When | None:
    if told["slashed"]:
        return _slashed(told["slashed"])
    year = told["y1"] or told["y2"] or told["y3"] or told["y4"] or told["y7"]
    name = told["m2"] or told["m3"] or told["m4"] or told["m5"] or told["m6"]
    month = told["n1"] or (name and str(_month(name)))
    day = told["d1"] or told["d2"] or told["d3"]
    return _whole(*(int(one) if one else None for one in (year, month, day)))


def _whole(year: int | None, month: int | None, day: int | None) -> When | None:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return When(year, month, day)


def _slashed(text: str) -> When | None:
    """Return the only day that it can be: `11/02/2020` is two days, and so none."""
    first, second, year = (int(one) for one in re.split(r"[-/.]", text))
    year += CENTURY if year < SHORT else 0
    known = {_whole(year, month, day) for day, month in ((first, second), (second, first))}
    known.discard(None)
    return known.pop() if len(known) == 1 else None


def _month(name: str) -> int:
    return next(at for at, one in enumerate(MONTHS, start=1) if one[:3] == name[:3].lower())


def times(text: str) -> Iterator[tuple[int, int, time]]:
    """Yield where a time of day stands; a bare number is none."""
    for match in TIMES.finditer(text):
        half, hour = match["half"], int(match["h"])
        if match["m"] is None and half is None and not match.group().lower().endswith("clock"):
            continue
        if half and 1 <= hour <= HALF_A_DAY:
            hour = hour % HALF_A_DAY + (HALF_A_DAY if half[0] in "pP" else 0)
        yield *match.span(), time(hour, int(match["m"] or 0))


def numbers(text: str) -> Iterator[Number]:
    for match in NUMBERS.finditer(text):
        if ONE_OF.fullmatch(match.group()) and not _counts(text, match.end()):
            continue  # a pronoun
        if match.group().lower() == "once" and AGAIN.match(text, match.end()):
            continue
        yield Number(*match.span(), _value(match))


def _counts(text: str, at: int) -> bool:
    """Return whether an interaction, or a word that the record has for one, stands there."""
    return bool(COUNTED.match(text, at)) or text[at:].lstrip().startswith(HIDDEN)


def _value(match: re.Match[str]) -> int | None:
    if match["large"] or match["more"] or match["unit"] or match["glued"]:
        return None
    if match["digits"]:
        return int("".join(one for one in match["digits"] if one.isdigit()))
    if match["tens"]:
        return SMALL[match["tens"].lower()] + SMALL[match["ones"].lower()]
    word = match["word"].lower()
    return OTHER.get(word, SMALL.get(word))

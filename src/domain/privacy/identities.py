"""National ids in a text, by shape, check digits and what announces them."""

import re
from collections.abc import Iterator

from domain.privacy.finding import Span
from domain.privacy.hints import REACH, hinted, speaks_of_documents
from domain.privacy.national.table import BEGINS, RULES
from domain.privacy.shapes import shaped

PLAIN = re.compile(r"[^A-Z0-9]")
DOCUMENT = re.compile(
    r"(?<![^\W_])(?:(?=[A-Za-z]{0,3}\d)(?=[A-Za-z]{0,3}[\dA-Za-z]*\d{4})[A-Za-z0-9]{6,12}|\d{16}"
    r"|[A-Za-z9]{5}\d{6}[A-Za-z9]{2}[A-Za-z0-9]{3}|\d{5}-\d{7}-\d)(?![^\W_])"
)
EPOCH = re.compile(r"1[5-9]\d{8}")
LIKE_A_PHONE = "9" * 11


SERIES = re.compile(
    r"(?<![0-9])[0-9]{1,7}([ .\-/:+])(?:[0-9]{1,7}\1){40}(?:[0-9]{1,7}\1)*(?:[0-9]{1,7}(?![0-9]))?"
)
"""So many numbers in one way are a table; each is part of it."""
SIGNS = " .-/:+"
LONG = 1_000
"""Characters from which on a text is searched for tables."""
SINGLE = re.compile(r"(?<![^\W_])(?<!\d[ .\-_])\d(?:([ .\-_])\d)(?:\1\d){7,17}(?![^\W_]|\1?\d)")
"""Digit by digit."""
WEAK = {shape for shape, rules in RULES.items() if all(level != "sure" for _, level in rules)}


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def identities(text: str) -> Iterator[Span]:
    rest = (
        SERIES.sub(_blank, text)
        if len(text) > LONG and any(sign in text for sign in SIGNS)
        else text
    )
    for shape, start, end in shaped(rest, RULES, BEGINS):
        if _is_part(text, shape, start, end) or (shape.isdigit() and hinted("coded", text, start)):
            continue
        if shape in WEAK and not (_is_all(text, start, end) or hinted("national_id", text, start)):
            continue
        level = _level(shape, PLAIN.sub("", text[start:end].upper()))
        if level == "sure":
            announced = hinted("national_id", text, start)
            closing = text[end : end + 1] == ")" and "(" in text[start:end]
            yield Span("national_id", start, end + closing, not announced and shape == LIKE_A_PHONE)
        elif level and hinted("national_id", text, start):
            yield Span("national_id", start, end)
        elif level == "alone" and _is_all(text, start, end):
            yield Span("national_id", start, end, doubtful=True)
    for match in SINGLE.finditer(text):
        compact = PLAIN.sub("", match.group())
        shape = "9" * len(compact)
        if shape in RULES and _level(shape, compact) and hinted("national_id", text, match.start()):
            yield Span("national_id", *match.span())
    if speaks_of_documents(text):
        yield from _documents(text)


def _documents(text: str) -> Iterator[Span]:
    for match in DOCUMENT.finditer(text):
        if speaks_of_documents(text[max(0, match.start() - REACH) : match.end() + REACH]):
            yield Span("national_id", match.start(), match.end())


def _level(shape: str, compact: str) -> str | None:
    """Return the best that the shape and the check digits say of it."""
    if len(set(compact)) == 1:
        return None
    for check, level in RULES[shape]:
        if check(compact):
            return level
    return None


def _is_part(text: str, shape: str, start: int, end: int) -> bool:
    """Return whether more groups of digits stand beside it in the same way."""
    sign = next((one for one in shape if not one.isalnum()), "")
    if not sign:
        return False
    return (text[end : end + 1] == sign and text[end + 1 : end + 2].isdigit()) or (
        start > 1 and text[start - 1] == sign and text[start - 2].isdigit()
    )


def _is_all(text: str, start: int, end: int) -> bool:
    return text.strip() == text[start:end] and not EPOCH.fullmatch(text[start:end])

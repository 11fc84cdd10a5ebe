"""National ids in a text, by shape, check digits and what announces them."""

import re
from collections.abc import Iterator

from domain.privacy.documents import speaks_of_documents
from domain.privacy.finding import Span
from domain.privacy.hints import REACH, hinted, may_name_an_id
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
DECIMAL = re.compile(r"[0-9][.,]")
CODE = re.compile(
    r"(?<![^\W_])(?=[A-Za-z]{0,4}\d(?:[ .\-/:]?\d){5})[A-Za-z]{0,4}\d{1,18}[A-Za-z]{0,2}"
    r"(?:[ .\-/:]\d{1,8}[A-Za-z]?){0,6}(?![^\W_])"
)
"""Whatever follows the name of an id: who wrote it took it for one, also if its check is wrong."""
LONGEST_CODE = 20
SIGNS = " .-/:+"
LONG = 1_000
"""Characters from which on a text is searched for tables."""
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
        is_decimal = DECIMAL.match(text, max(0, start - 2), start) is not None
        if not (is_decimal or _is_part(text, shape, start, end)):
            yield from _claimed(text, shape, start, end)
    if speaks_of_documents(text):
        yield from _documents(text)
    for match in CODE.finditer(text) if may_name_an_id(text) else ():
        if len(match.group()) <= LONGEST_CODE and hinted("identity", text, match.start()):
            yield Span("national_id", match.start(), match.end(), doubtful=True)


def _is_another(text: str, shape: str, start: int) -> bool:
    """Return whether it is called something else."""
    return (shape.isdigit() and hinted("coded", text, start)) or (
        "A" not in shape and hinted("labelled", text, start)
    )


def _claimed(text: str, shape: str, start: int, end: int) -> Iterator[Span]:
    if shape in WEAK and not (_is_all(text, start, end) or hinted("national_id", text, start)):
        return
    level = _level(shape, PLAIN.sub("", text[start:end].upper()))
    if level is None or _is_another(text, shape, start):
        return
    if level == "sure":
        announced = hinted("national_id", text, start)
        closing = text[end : end + 1] == ")" and "(" in text[start:end]
        yield Span("national_id", start, end + closing, not announced and shape == LIKE_A_PHONE)
    elif hinted("national_id", text, start):
        yield Span("national_id", start, end)
    elif level == "alone" and _is_all(text, start, end):
        yield Span("national_id", start, end, doubtful=True)


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
    goes_on = text[end : end + 1] == sign and text[end + 1 : end + 2].isdigit()
    return (goes_on and text[end + 2 : end + 3] != ")") or (
        start > 1 and text[start - 1] == sign and text[start - 2].isdigit()
    )


def _is_all(text: str, start: int, end: int) -> bool:
    return text.strip() == text[start:end] and not EPOCH.fullmatch(text[start:end])

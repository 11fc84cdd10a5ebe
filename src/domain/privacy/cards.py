"""Card numbers: an issuer's range and length (ISO/IEC 7812), and the Luhn digit."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from unicodedata import digit

from domain.privacy.finding import Span
from domain.privacy.hints import hinted

RUN = re.compile(r"[0-9](?:[ .\-_/\t\xa0]{0,3}[0-9]){11,}")
LONG = re.compile(r"(?<![0-9])[0-9]{12,19}(?![0-9])")
CALLED = re.compile(
    r"(?<![^\W_])(?:card|visa|mastercard|amex|pan|cc|thẻ|number|no)_?\Z|%b\Z", re.IGNORECASE
)
"""`%B` begins the first track of a magnetic stripe (ISO/IEC 7813)."""
CALLING = 12
"""Characters of the longest word for a card."""
GROUP = re.compile(r"[0-9]+")
GLUED = re.compile(r"[^\W\d_]\Z|\d\d\.\Z|\+\Z|[A-Za-z]\d?-\Z|(?<!\d)\d\.\Z")
DECIMAL = re.compile(r"\d\.\d{10,}\Z")
"""One digit, a dot and many: a ratio."""
NOT_DIGIT = re.compile(r"\D+")
GOES_ON = re.compile(r"[^\W_]|-[^\W_]")
SHORTEST, LONGEST = 12, 19
LONGEST_CARD = 4 * LONGEST
"""Characters of the longest that is written in single digits or pairs."""
TRIPLE = re.compile(r"[0-9]{3}")
MANY, FOUR = 6, 4
VALUES = {48 + n: n for n in range(10)}
DOUBLED = bytes(2 * n // 10 + 2 * n % 10 for n in range(10)) + bytes(246)
ISSUERS = {
    "4": (13, 16, 19),
    "5": (16,),
    "3[47]": (15,),
    "3(?:0[0-5]|[689])": (14, 16, 19),
    "35": range(16, 20),
    "2131|1800": (15,),
    "5018|5020|5038|6304|6759|676[1-3]": (12,),
    "2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)": (16,),
    "220[0-4]": range(16, 20),
    "5[06-8]": range(16, 20),
    "6": range(16, 20),
    "8[12]": (16,),
    "9(?:704|792)": (16, 19),
    "1[0-8]": (15,),
}
"""Prefixes, and the lengths that they come with."""
ISSUED = {
    length: re.compile("|".join(prefix for prefix, lengths in ISSUERS.items() if length in lengths))
    for length in range(SHORTEST, LONGEST + 1)
}


def has_luhn(digits: str) -> bool:
    values = digits.translate(VALUES).encode("latin-1")[::-1]
    return (sum(values[::2]) + sum(values[1::2].translate(DOUBLED))) % 10 == 0


def plain_digits(text: str) -> str:
    """Write digits of any script (`str.isdigit`) in ASCII."""
    return text if text.isascii() else "".join(str(digit(one)) for one in text)


def is_card(digits: str) -> bool:
    """Return whether a known issuer numbers its cards so, and the last digit is right."""
    issued = ISSUED.get(len(digits))
    return bool(issued and issued.match(digits)) and has_luhn(digits) and len(set(digits)) > 1


def cards(text: str) -> Iterator[Span]:
    for run in RUN.finditer(text):
        if run.end() - run.start() > LONGEST_CARD and not TRIPLE.search(text, *run.span()):
            continue
        yield from _within(text, [one.span() for one in GROUP.finditer(text, *run.span())])
    for match in LONG.finditer(text):
        before = text[max(0, match.start() - CALLING) : match.start()]
        if (
            (before[-1:].isalpha() or before[-1:] == "_")
            and CALLED.search(before)
            and is_card(match.group())
        ):
            yield Span("card", match.start(), match.end())


def _within(text: str, groups: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield the longest card from each group on."""
    digits = "".join(text[start:end] for start, end in groups)
    ends = list(accumulate(end - start for start, end in groups))
    first = 0
    while first < len(groups):
        last = _card_from(text, groups, digits, ends, first)
        if last is not None and not (first == last and hinted("coded", text, groups[first][0])):
            start = groups[first][0]
            yield Span("card", start, groups[last][1], doubtful=text[start] == "1")
        first = first + 1 if last is None else last + 1


def _card_from(
    text: str, groups: list[tuple[int, int]], digits: str, ends: list[int], first: int
) -> int | None:
    """Return the last group of a card that begins with the first; `ends` counts their digits."""
    begins = ends[first - 1] if first else 0
    at = bisect_left(ends, begins + SHORTEST, first, min(first + LONGEST, len(ends)))
    found = None
    while at < len(ends) and ends[at] - begins <= LONGEST:
        if (
            is_card(digits[begins : ends[at]])
            and _is_even(groups[first : at + 1])
            and _is_uniform(text, groups[first : at + 1])
            and not _is_other(text, groups[first][0], groups[at][1])
        ):
            found = at
        at += 1
    return None if found is None or _is_glued(text, groups[first][0]) else found


def _is_even(groups: list[tuple[int, int]]) -> bool:
    """Return whether many groups are of one size, as nobody writes a card otherwise."""
    sizes = {end - start for start, end in groups[:-1]}
    return len(groups) <= MANY or len(sizes) == 1


def _is_uniform(text: str, groups: list[tuple[int, int]]) -> bool:
    """Return whether one mark stands between them, or they are in fours: a range is neither."""
    marks = {text[end:start] for (_, end), (start, _) in pairwise(groups)}
    return (
        len(marks) <= 1
        or all(end - start == FOUR for start, end in groups[:-1])
        or "/" not in "".join(marks)
    )


def _is_glued(text: str, start: int) -> bool:
    """Return whether a letter, a code's dash, or the whole part of a decimal stand before it."""
    return GLUED.search(text[max(0, start - 3) : start]) is not None


def _is_other(text: str, start: int, end: int) -> bool:
    """Return whether it goes on, or dots stand beside other signs, as in pairs of decimals."""
    signs = set(NOT_DIGIT.findall(text, start, end))
    return (
        GOES_ON.match(text, end) is not None
        or DECIMAL.match(text, start, end) is not None
        or (any("." in sign for sign in signs) and len(signs) > 1)
    )

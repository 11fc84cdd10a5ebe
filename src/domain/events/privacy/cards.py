"""Card numbers: an issuer's range and length (ISO/IEC 7812), and the Luhn digit."""

import re
from collections.abc import Iterator

from domain.events.privacy.finding import Span

RUN = re.compile(r"\d(?:[ .\-_/\t\xa0]{0,3}\d){12,}")
GROUP = re.compile(r"\d+")
GLUED = re.compile(r"[^\W\d_]\Z|[A-Za-z]\d?-\Z|(?<!\d)\d\.\Z")
NOT_DIGIT = re.compile(r"\D+")
GOES_ON = re.compile(r"[^\W_]|-[^\W_]")
SHORTEST, LONGEST = 13, 19
DOUBLED = bytes(2 * n // 10 + 2 * n % 10 for n in range(10))
ISSUERS: tuple[tuple[str, frozenset[int]], ...] = (
    ("4", frozenset({13, 16, 19})),
    ("5", frozenset({16})),
    ("3[47]", frozenset({15})),
    ("3(?:0[0-5]|[689])", frozenset({14, 16, 19})),
    ("35(?:2[89]|[3-8])", frozenset(range(16, 20))),
    ("2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)", frozenset({16})),
    ("220[0-4]", frozenset(range(16, 20))),
    ("5[06-8]", frozenset(range(16, 20))),
    ("6", frozenset(range(16, 20))),
    ("8[12]", frozenset({16})),
    ("9(?:704|792)", frozenset({16, 19})),
    ("1[0-8]", frozenset({15})),
)
ISSUER = [(re.compile(prefix), lengths) for prefix, lengths in ISSUERS]


def has_luhn(digits: str) -> bool:
    values = [ord(digit) - 48 for digit in reversed(digits)]
    return (sum(values[::2]) + sum(DOUBLED[n] for n in values[1::2])) % 10 == 0


def is_card(digits: str) -> bool:
    """Return whether a known issuer numbers its cards so, and the last digit is right."""
    length = len(digits)
    issued = any(length in lengths and prefix.match(digits) for prefix, lengths in ISSUER)
    return issued and has_luhn(digits) and len(set(digits)) > 1


def cards(text: str) -> Iterator[Span]:
    for run in RUN.finditer(text):
        groups = [(one.start(), one.end()) for one in GROUP.finditer(text, run.start(), run.end())]
        yield from _within(text, groups)


def _within(text: str, groups: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield the longest card from each group on; of lone digits, only all of them together."""
    lone = len(groups) > LONGEST and all(end - start == 1 for start, end in groups)
    first = len(groups) if lone else 0
    while first < len(groups):
        last = _card_from(text, groups, first)
        if last is not None:
            start = groups[first][0]
            yield Span("card", start, groups[last][1], doubtful=text[start] == "1")
        first = first + 1 if last is None else last + 1


def _card_from(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    start, digits, found = groups[first][0], "", None
    if text[start] not in "12345689" or _is_glued(text, start):
        return None
    for at in range(first, min(first + LONGEST, len(groups))):
        digits += text[groups[at][0] : groups[at][1]]
        if len(digits) > LONGEST:
            break
        end = groups[at][1]
        if len(digits) >= SHORTEST and is_card(digits) and not _is_other(text, start, end):
            found = at
    return found


def _is_glued(text: str, start: int) -> bool:
    """Return whether a letter, a code's dash, or the whole part of a decimal stand before it."""
    return GLUED.search(text[max(0, start - 3) : start]) is not None


def _is_other(text: str, start: int, end: int) -> bool:
    """Return whether it goes on, or dots stand beside other signs, as in pairs of decimals."""
    signs = set(NOT_DIGIT.findall(text, start, end))
    return GOES_ON.match(text, end) is not None or (any("." in sign for sign in signs) and len(signs) > 1)

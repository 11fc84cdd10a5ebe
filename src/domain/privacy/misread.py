"""Digits that are written as letters that look like them, or as words."""

import re
from collections.abc import Collection, Iterator

from domain.privacy.cards import is_card
from domain.privacy.finding import Span

MISREAD = re.compile(r"(?<![^\W_])[\dOoIl](?:[ .\-]?[\dOoIl]){8,18}(?![^\W_])")
MIXED = re.compile(r"[0-9][ .\-]?[OoIl]|[OoIl][ .\-]?[0-9]")
LETTERS = str.maketrans("OoIl", "0011")
FEWEST_DIGITS = 5
ENGLISH = "zero one two three four five six seven eight nine"
VIETNAMESE = "không một hai ba bốn năm sáu bảy tám chín"
DIGITS = {word: str(at) for said in (ENGLISH, VIETNAMESE) for at, word in enumerate(said.split())}
DIGITS |= {"oh": "0", "o": "0", "tư": "4", "bẩy": "7", "lăm": "5", "mốt": "1"}
WORD = "|".join(sorted(DIGITS, key=len, reverse=True))
RUN = re.compile(
    rf"(?<!\w)(?:{WORD})(?:[ ,.\-]{{1,3}}(?:{WORD})(?!\w)){{8,18}}(?!\w)", re.IGNORECASE
)
WORDS = frozenset(f"{word}{sign}" for word in DIGITS for sign in ("", ","))
FEWEST_DIFFERENT = 3
NUMBER = re.compile(r"\w+")
LONGEST = 15


def as_digits(match: re.Match[str]) -> str:
    """Return it with digits, if all but a few of its characters are."""
    written = match.group()
    if written.isdigit() or sum(map(str.isdigit, written)) < FEWEST_DIGITS:
        return written
    return written.translate(LETTERS)


def spoken(text: str, heard: Collection[str]) -> Iterator[Span]:
    """Yield phones and cards that are told digit by digit, in English or Vietnamese.

    Take the text, and which of WORDS are in it.
    """
    if len(heard) < FEWEST_DIFFERENT:
        return
    for match in RUN.finditer(text):
        digits = "".join(DIGITS[word.lower()] for word in NUMBER.findall(match.group()))
        if is_card(digits):
            yield Span("card", *match.span())
        elif len(digits) <= LONGEST and digits not in "01234567890":
            yield Span("phone", *match.span())

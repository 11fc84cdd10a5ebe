"""Where sentences begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ABBREVIATIONS = frozenset(
    "e.g. i.e. etc. cf. al. vs. fig. figs. eq. eqs. sec. dr. mr. mrs. ms. prof. st. inc. ltd. "
    "approx. resp. dept. vol. pp. ed. eds. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. "
    "dec.".split()
)
OPENING = frozenset(
    "as both but by each finally for from furthermore hence here however if in it its moreover our "
    "such that the their then there therefore these they this those thus we when while with".split()
)
"""Words that begin a sentence and are nobody's name: `… of player X. For small values …`."""
END = re.compile(
    r"""
    (?<![.!?]) [.!?]++                            # punctuation, not tried again from each mark
    ["'”’)\]]* (?:\s*\[[\d,\s]+\])* (?=\s|$)       # closed quotes, reference marks
    | [。！？]+
    | \n [ \t]* \n                                # an empty line
    | \n (?= [ \t]* (?: [-*•#|] | \d+[.)] ) \s )  # before a list item, heading or table row
    """,
    re.VERBOSE,
)
LONGEST_ABBREVIATION = 8
LONGEST_OPENING = 40
"""Characters after an end among which the next word is looked for."""
NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})\.")
LONGEST_NUMBERING = 40
HYPHENATED = re.compile(r"(\w)-[^\S\n]*+\n\s*+(?=[a-z])")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def sentences(text: str) -> Iterator[Span]:
    """Yield the text's sentences as spans without surrounding blanks.

    A sentence ends at final punctuation before a blank, at an empty line and before a list item;
    an abbreviation, an initial (`J. Smith`), a number before a heading or an item (`2.1. Results`)
    and a following lower-case letter do not end one.
    """
    start = _after_blanks(text, 0)
    for match in END.finditer(text):
        if match.end() <= start or _goes_on(text, start, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = _after_blanks(text, match.end())
    yield from _trimmed(text, start, len(text))


def flowing(text: str) -> str:
    """Return the text on one line, words that were split at a line's end made whole again."""
    return BLANK.sub(" ", HYPHENATED.sub(r"\1", text)).strip()


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return False
    first = match.start() + 1
    if first - start <= LONGEST_NUMBERING and NUMBERING.fullmatch(text, start, first):
        return True
    tail = text[max(start, match.start() - LONGEST_ABBREVIATION) : first]
    word = tail.split()[-1].lstrip("(\"'“‘[").casefold()
    following = text[match.end() : match.end() + LONGEST_OPENING].split(maxsplit=1)[:1]
    next_word = following[0] if following else ""
    return word in ABBREVIATIONS or _is_initial(word, next_word) or next_word[:1].islower()


def _is_initial(word: str, following: str) -> bool:
    is_one_letter = len(word) == len("A.") and word[0].isalpha()
    return is_one_letter and following.casefold().rstrip(",") not in OPENING


def _after_blanks(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return blank.end() if blank else at


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

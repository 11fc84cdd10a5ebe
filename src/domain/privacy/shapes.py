"""Words and groups of digits by their shape: 9 for a digit, A for a letter, else as written."""

import re
import string
from collections.abc import Iterator, Mapping
from typing import NamedTuple

CANDIDATE = re.compile(r"9[A9]{7,}|9[A9]*(?=[ .\-/:+(])|(?<=[A .\-/:+(])9[A9]*|(?<=A[^A9])9[A9]*")
"""From the first digit of a word that is long enough by itself, or has something beside it."""
LETTERS = re.compile(r"A*\Z")
BEFORE = re.compile(r"(?<![A9])(?:A{3}[ -])?((?:A{1,3}|A{6})[ -])\Z")
NEXT = re.compile(r"[ .\-/:+(][A9]{1,18}")
SHAPE = str.maketrans(string.ascii_letters + string.digits, "A" * 52 + "9" * 10)
GLUED = re.compile(r"[^\W_]\Z|[A9]-\Z")
GOES_ON = re.compile(r"[^\W_]|-[A9]")
LONGEST = 24


class Shaped(NamedTuple):
    shape: str
    start: int
    end: int


def prefixes(shapes: Mapping[str, object]) -> frozenset[str]:
    """Return what a text of one of the shapes may look like so far, up to the end of a word."""
    return frozenset(
        shape[:at] for shape in shapes for at in range(1, len(shape)) if not shape[at].isalnum()
    ) | frozenset(shapes)


def shaped(text: str, known: Mapping[str, object], begins: frozenset[str]) -> Iterator[Shaped]:
    """Yield each run of words whose shape is known, the longest last for each first word."""
    shapes = text.translate(SHAPE)
    for word in CANDIDATE.finditer(shapes):
        for start in _starts(shapes, word.start()):
            yield from _runs(shapes, start, word.end(), known, begins)


def _starts(shapes: str, at: int) -> Iterator[int]:
    """Yield where the word with the first digit begins, and the letters that may belong to it."""
    start = at
    if at and shapes[at - 1] == "A":
        start -= len(LETTERS.search(shapes[max(0, at - LONGEST) : at]).group())  # type: ignore[union-attr]
    yield start
    letters = start > 1 and shapes[start - 2] == "A"
    if letters and (before := BEFORE.search(shapes[max(0, start - 8) : start])):
        yield from (start - len(before.group()), start - len(before.group(1)))


def _runs(
    shapes: str, start: int, end: int, known: Mapping[str, object], begins: frozenset[str]
) -> Iterator[Shaped]:
    last: int | None = end
    while last is not None and last - start <= LONGEST and (so_far := shapes[start:last]) in begins:
        if so_far in known and not GOES_ON.match(shapes, last) and not _is_glued(shapes, start):
            yield Shaped(so_far, start, last)
        following = NEXT.match(shapes, last)
        last = following.end() if following else None


def _is_glued(shapes: str, start: int) -> bool:
    return GLUED.search(shapes[max(0, start - 2) : start]) is not None

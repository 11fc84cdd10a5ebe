"""Words and groups of digits by their shape: 9 for a digit, A for a letter, else as written."""

import re
import string
from collections.abc import Iterator, Mapping
from typing import NamedTuple

WORD = re.compile(r"[A-Za-z0-9]+")
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
    words = [match.span() for match in WORD.finditer(shapes)]
    for at, (start, end) in enumerate(words):
        if shapes[start:end] not in begins or GLUED.search(shapes, max(0, start - 2), start):
            continue
        for _, last in words[at:]:
            if last - start > LONGEST or (so_far := shapes[start:last]) not in begins:
                break
            if so_far in known and not GOES_ON.match(shapes, last):
                yield Shaped(so_far, start, last)

"""Cut a stream of text into claims, each with the evidence numbers it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.text.sentences import sentences

MARKERS = re.compile(r"(?<!\s)\s*+\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")
NUMBERED = re.compile(r"\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")
BLANK_BEFORE_END = re.compile(r"(?<!\s)\s++(?=[.!?,;:]++(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence without its markers, and the numbers that they held, in order, once each."""

    text: str
    markers: tuple[int, ...]


def claims(pieces: Iterable[str]) -> Iterator[Claim]:
    """Yield each claim as soon as its sentence and the markers after it are complete."""
    held = ""
    for piece in pieces:
        held += piece
        complete, held = _complete(held)
        yield from map(parsed, complete)
    yield from (parsed(span.of(held)) for span in sentences(held))


def parsed(sentence: str) -> Claim:
    numbers = (int(n) for group in MARKERS.findall(sentence) for n in group.split(","))
    text = BLANK_BEFORE_END.sub("", MARKERS.sub("", sentence)).strip()
    return Claim(text, tuple(dict.fromkeys(numbers)))


def unmarked(text: str) -> str:
    """Return a claim with nothing in it that reads as a marker, in round brackets what would.

    One may come about when another is taken out of it, or a character that hid it. Whoever leaves
    a source out of an answer goes by markers, and would take it for the end of a sentence.
    """
    return NUMBERED.sub(r"(\1)", text)


def _complete(held: str) -> tuple[list[str], str]:
    spans = list(sentences(held))
    while len(spans) > 1 and spans[-1].of(held).startswith("["):
        spans.pop()  # a marker that is still arriving belongs to the sentence before it
    if len(spans) < 2:  # noqa: PLR2004 - one is not several
        return [], held
    return [span.of(held) for span in spans[:-1]], held[spans[-1].start :]

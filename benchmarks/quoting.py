"""Whether a citation is what it claims, and whether it is the right one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Place = tuple[str, int]
"""A paper's short name, and a page counted from 1."""
SPACE = re.compile(r"\s+")
LINE_END_HYPHEN = re.compile(r"-\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Expected:
    places: frozenset[Place]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, question: Mapping[str, Any]) -> "Expected":
        places = (
            (answer["paper"], page)
            for answer in question.get("answers", ())
            for page in answer["pages"]
        )
        return cls(frozenset(places), tuple(question.get("phrases", ())))

    def names_one_of(self, cited: Sequence[Place]) -> bool:
        return not self.places.isdisjoint(cited)

    def is_quoted_in(self, quotes: Sequence[str]) -> bool:
        readings = [text for quote in quotes for text in readings_of(quote)]
        return any(plain(phrase) in text for phrase in self.phrases for text in readings)


def readings_of(quote: str) -> tuple[str, str]:
    """Return a quote without line ends; a hyphen at one may belong to the word, or not."""
    joined, kept = LINE_END_HYPHEN.sub("", quote), LINE_END_HYPHEN.sub("-", quote)
    return plain(joined), plain(kept)


def plain(text: str) -> str:
    return SPACE.sub(" ", text).strip().lower()


def is_exact(citation: Mapping[str, Any], page: str) -> bool:
    """Return whether the quote is, to the letter, what stands there on the page."""
    quote = citation["quote"]
    return bool(quote) and page[citation["start"] : citation["end"]] == quote

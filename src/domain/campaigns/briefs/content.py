"""What a brief says, and which fact holds up which of its lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from domain.ids import DocumentId

FactId: TypeAlias = str
"""`2.1` is the first fact of the second tool call."""
LONGEST_TAG = 40
PARTS_OF_WORDS = frozenset("Lu Ll Lt Lm Lo Mn Mc Nd Nl No".split())


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a fact stands: characters `start` to `end` (exclusive) of a page, counted from 1."""

    document_id: DocumentId
    version: int
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of a tool's result; `cited` where it stands in a document."""

    id: FactId
    text: str
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """`sources` names the facts that each line rests on, by the line's JSON Pointer.

    A line that is not named there rests on the request alone.
    """

    caption: str
    hook_ideas: tuple[str, ...]
    hashtags: tuple[str, ...]
    cta: str
    tone: str
    sources: Mapping[str, tuple[FactId, ...]] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield each line that a reader sees, with its JSON Pointer (RFC 6901)."""
        yield "/caption", self.caption
        for number, hook in enumerate(self.hook_ideas):
            yield f"/hook_ideas/{number}", hook
        for number, tag in enumerate(self.hashtags):
            yield f"/hashtags/{number}", tag
        yield "/cta", self.cta


def tag_of(text: str) -> str:
    """Return the text as one word, cut to what a hashtag may have."""
    word = "".join(one for one in text if unicodedata.category(one) in PARTS_OF_WORDS)
    return word[:LONGEST_TAG]

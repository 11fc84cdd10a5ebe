"""The sentences of the evidence that may stand in an answer, each with its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from adapters.conversations.extractive.lead import without_lead
from adapters.conversations.extractive.legible import bibliography, legible
from domain.conversations.claims import parsed
from domain.conversations.evidence import Evidence
from domain.text.sentences import flowing, sentences
from domain.text.terms import terms

RUN_IN = re.compile(r"^(?:abstract|summary)\s*[—–:-]+\s*", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-*•▪◦–]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)])\s+")
SHORT, LONGEST = 6, 80
"""In words; what runs on for longer is rarely one sentence."""
LEANING = re.compile(
    r"(?:first|second|third|fourth|last|then|it|its|they|their|this|these|those|such|he|she|here"
    r"|finally|moreover|furthermore|in addition|also|another|one|the (?:latter|former|other))\b",
    re.IGNORECASE,
)
ADDRESSING = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\binstructions?\b|\bsystem prompt\b"
    r"|\byou (?:are|must|should|will) (?:now )?(?:an? |the )?(?:\w+ )?"
    r"(?:assistant|answer|reply|say)\b",
    re.IGNORECASE,
)
REMEMBERED = 256
"""Passages that were read last: a conversation goes on about the same few, which never change."""
ENDS = (".", "!", "。", '."', ".)", ".”", ".’")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence, whole on one line and without bracketed numbers.

    It stands in evidence `number` (from 1), from character `at` on. `before` holds the terms of
    the sentence before it, `around` those of the passage and its title. A leaning sentence
    (`It …`, `Second, …`) goes on about what stood before. `form` is 1 for a sentence that stands
    well on its own, and less for one that does not.
    """

    number: int
    at: int
    text: str
    terms: frozenset[str]
    before: frozenset[str]
    around: frozenset[str]
    leaning: bool
    form: float


def candidates(evidence: Sequence[Evidence]) -> list[Candidate]:
    return [
        candidate
        for number, one in enumerate(evidence, start=1)
        for candidate in _read(number, one.title, one.text)
    ]


@lru_cache(maxsize=REMEMBERED)
def _read(number: int, title: str, text: str) -> tuple[Candidate, ...]:
    return () if bibliography(text) else tuple(_of(number, title, text))


def _of(number: int, title: str, passage: str) -> Iterator[Candidate]:
    around = frozenset(terms(f"{title} {flowing(passage)}"))
    before: frozenset[str] = frozenset()
    for span in sentences(passage):
        flat = flowing(without_lead(passage, span))
        text = parsed(RUN_IN.sub("", BULLET.sub("", flat))).text
        own, leaning = frozenset(terms(text)), LEANING.match(text) is not None
        if legible(flat) and own:
            yield Candidate(number, span.start, text, own, before, around, leaning, _form(text))
        said = frozenset(terms(flowing(span.of(passage))))
        before = before | said if leaning else said


def _form(text: str) -> float:
    form = 1.0
    if text[:1].islower():  # begins on the page before
        form *= 0.5
    if text.endswith("?") or ADDRESSING.search(text):  # speaks to its reader
        form *= 0.4
    elif not text.endswith(ENDS):  # ends on the page after
        form *= 0.75
    if not SHORT <= len(text.split()) <= LONGEST:  # says little, or is hardly one sentence
        form *= 0.6
    return form

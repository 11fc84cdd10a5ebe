"""Choose the sentences that answer best, and quote them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from adapters.conversations.extractive.candidates import ENDS, Candidate, candidates
from adapters.conversations.extractive.meaning import blended
from adapters.conversations.extractive.question import asked
from adapters.conversations.extractive.scoring import (
    Scored,
    covered,
    scored,
    weighed,
)
from application.conversations.ports import Brief
from application.knowledge.ports import Embedder
from domain.conversations.follow_up import rewritten
from domain.conversations.sufficiency import convincing

MOST_SENTENCES = 3
GOOD_ENOUGH = 0.65
"""Share of the best sentence's score from which another may stand beside it."""
SAME = 0.7
"""Share of the smaller sentence's words that both hold from which they say the same."""
PARAPHRASE = 0.85
"""Relevance from which a sentence answers without sharing the question's words."""
PIECE = 24
"""Characters written at a time."""


@dataclass(frozen=True, slots=True)
class Read:
    """Sentences, best first, with the largest share of the question's words in one that is chosen.

    `meaning` is the relevance of the nearest sentence, if meanings were compared.
    """

    ranked: Sequence[Scored]
    words: float
    meaning: float | None

    @property
    def answers(self) -> bool:
        """To be near is to be about the subject: to answer takes words too, or a paraphrase."""
        if self.meaning is None or self.meaning >= PARAPHRASE:
            return True
        return convincing(self.words, self.meaning)


@dataclass(frozen=True, slots=True)
class ExtractiveAnswerWriter:
    """Writes the one to three sentences that answer best, each with the number of its evidence.

    Deterministic, and deaf to what the evidence says: text is only ever compared and copied.
    Sentences are ranked by the question's words that they hold, weighted by rarity, in the manner
    of query-biased summaries (Tombros and Sanderson, SIGIR 1998); with an embedder also by how
    near they are in meaning.
    """

    embedder: Embedder | None = None
    name: str = "extractive"
    at_once: bool = True

    def write(self, brief: Brief) -> Generator[str]:
        read = self.read(brief)
        picked = chosen(read.ranked) if read.answers else []
        text = "".join(f"{_quoted(one)}\n\n" for one in picked)
        for start in range(0, len(text), PIECE):
            yield text[start : start + PIECE]

    def read(self, brief: Brief) -> Read:
        """Return what the evidence has to say; raises Unavailable."""
        question, sentences = asked(brief), candidates(brief.evidence)
        wanted = weighed(question, sentences)
        ranked = by_words = scored(question, wanted, sentences, brief.evidence)
        nearest = None
        if self.embedder is not None:
            full = rewritten(brief.question, brief.history)
            ranked, nearest = blended(self.embedder, full, question, by_words, sentences)
        words = max((covered(one, wanted) for one in chosen(ranked)), default=0.0)
        return Read(ranked, words, nearest)


def chosen(ranked: Sequence[Scored]) -> list[Candidate]:
    """Return the best sentence and those nearly as good, none saying what another says."""
    picked: list[Candidate] = []
    for one in ranked:
        if one.score < GOOD_ENOUGH * ranked[0].score or len(picked) == MOST_SENTENCES:
            break
        if not any(_same(one.candidate, other) for other in picked):
            picked.append(one.candidate)
    return _in_reading_order(picked)


def _in_reading_order(picked: Sequence[Candidate]) -> list[Candidate]:
    """Keep evidence in the order of its best sentence, and its sentences as they stand in it."""
    first = [one.number for one in picked]
    return sorted(picked, key=lambda one: (first.index(one.number), one.at))


def _same(one: Candidate, other: Candidate) -> bool:
    shared = len(one.terms & other.terms)
    return shared >= SAME * min(len(one.terms), len(other.terms))


def _quoted(one: Candidate) -> str:
    ended = one.text if one.text.endswith((*ENDS, "?")) else f"{one.text}."
    return f"{ended} [{one.number}]"

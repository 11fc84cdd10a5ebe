"""Whether the evidence is enough to answer: once before writing, once for what is to be said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from domain.conversations.evidence import Evidence
from domain.text.sentences import flowing
from domain.text.terms import akin, terms


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely a question is one that the documents answer.

    Logistic regression (Cox, 1958): log-odds of `before` anything is known, and what is added when
    all of the question's words are there (`words`) and when the meaning is as near as can be
    (`meaning`). Both are shares from 0 to 1.
    """

    before: float
    words: float
    meaning: float

    def chance(self, words: float, meaning: float) -> float:
        return 1 / (1 + math.exp(-(self.before + self.words * words + self.meaning * meaning)))


OF_PASSAGES = Odds(before=-6.35, words=8.48, meaning=2.09)
"""Fitted to the odd-numbered questions of `benchmarks/questions_400.json`, with the largest share
of words in one passage and the largest relevance. `python -m benchmarks.calibration` fits anew."""
OF_SENTENCES = Odds(before=-7.65, words=7.63, meaning=5.10)
"""Fitted alike, with the largest share of words in a chosen sentence, and the nearest one's
relevance."""
WORTH_READING = 0.2
"""Chance from which a writer is asked; of 100 questions that have an answer it loses two."""
WORTH_SAYING = 0.3
"""Chance from which sentences are given as the answer. Below even odds: a reader can check a quote,
and cannot miss what was withheld."""
NEAR_THE_QUESTION = 0.1
"""Relevance that something must reach before shared words are taken for a shared subject."""
ABOUT_THE_QUESTION = 0.5
"""Relevance from which a passage speaks for itself: in another language no word may be shared."""


def sufficient(query: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence to answer from, best first; empty means: abstain.

    All of it or nothing: what is far in meaning was found by its words, and often has the answer.
    """
    nearest = max((one.relevance for one in evidence), default=0.0)
    if nearest < NEAR_THE_QUESTION:
        return ()
    if nearest >= ABOUT_THE_QUESTION:
        return tuple(evidence)
    chance = OF_PASSAGES.chance(overlap(query, evidence), nearest)
    return tuple(evidence) if chance >= WORTH_READING else ()


def convincing(words: float, meaning: float) -> bool:
    """Say whether sentences answer: their share of the question's words, and their relevance.

    A false premise is told by a word that is missing, a paraphrase by a meaning that is near.
    """
    return OF_SENTENCES.chance(words, meaning) >= WORTH_SAYING


def overlap(query: str, evidence: Sequence[Evidence]) -> float:
    """Return the largest share of the query's words that one passage and its title hold."""
    wanted = frozenset(terms(query))
    passages = [frozenset(terms(flowing(f"{one.title} {one.text}"))) for one in evidence]
    known = frozenset[str]().union(*passages)
    found = [frozenset(stem for stem in known if akin(stem, word)) for word in wanted]
    held = (sum(not stems.isdisjoint(passage) for stems in found) for passage in passages)
    return max(held, default=0) / len(wanted) if wanted else 0.0

"""How well each sentence answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.conversations.extractive.candidates import Candidate
from adapters.conversations.extractive.question import Question
from adapters.conversations.extractive.synonyms import synonyms
from domain.conversations.evidence import Evidence
from domain.text.terms import akin

IN_THE_SENTENCE = 1.0
BY_ANOTHER_NAME = 0.6
IN_THE_ONE_BEFORE = 0.35
IN_THE_ONE_LEANED_ON = 0.6
IN_THE_PASSAGE = 0.15
OF_THE_SETTING = 0.3
"""Worth, in choosing a sentence, of words that say where to look and not what is asked."""
LEAST_SHARE = 0.6
"""Credit that a sentence must earn with one word at least, to be about the question itself."""
LEAST_COVERAGE = 0.25
"""Share of the question's weight that a sentence and its surroundings must hold."""
BY_RELEVANCE = 0.25
BY_RANK = 0.15
BY_LENGTH = 0.25


@dataclass(frozen=True, slots=True)
class Scored:
    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of the question's words: the stems that count as it, and what matching it is worth.

    `telling` is what it is worth in choosing one sentence before another.
    """

    stems: frozenset[str]
    synonyms: frozenset[str]
    worth: float
    telling: float

    def credit(self, one: Candidate) -> float:
        if not self.stems.isdisjoint(one.terms):
            return IN_THE_SENTENCE
        if not self.synonyms.isdisjoint(one.terms):
            return BY_ANOTHER_NAME
        if one.leaning and not one.before.isdisjoint(self.stems | self.synonyms):
            return IN_THE_ONE_LEANED_ON
        if not self.stems.isdisjoint(one.before):
            return IN_THE_ONE_BEFORE
        return 0.0 if self.stems.isdisjoint(one.around) else IN_THE_PASSAGE


def scored(
    question: Question,
    wanted: Sequence[Wanted],
    sentences: Sequence[Candidate],
    evidence: Sequence[Evidence],
) -> list[Scored]:
    """Return the sentences that bear on the question, best first; ties keep the order found."""
    least = LEAST_COVERAGE * sum(one.telling for one in wanted)
    usual = sum(len(one.terms) for one in sentences) / max(1, len(sentences))
    found = []
    for one in sentences:
        matched = _matched(one, wanted)
        if matched > 0 and matched >= least:
            prior = 1 + BY_RELEVANCE * evidence[one.number - 1].relevance + BY_RANK / one.number
            length = 1 - BY_LENGTH + BY_LENGTH * len(one.terms) / usual
            found.append(Scored(one, matched * question.fit(one.text) * one.form * prior / length))
    return sorted(found, key=lambda each: -each.score)


def weighed(question: Question, sentences: Sequence[Candidate]) -> list[Wanted]:
    """Weigh each word by its inverse document frequency, a sentence counting as a document."""
    known = frozenset(stem for one in sentences for stem in one.around | one.before)
    found = []
    for term, weight in sorted(question.weights.items()):
        stems = frozenset(stem for stem in known if akin(stem, term))
        holding = sum(not stems.isdisjoint(one.terms) for one in sentences)
        worth = weight * math.log(1 + len(sentences) / max(1, holding))
        telling = OF_THE_SETTING * worth if term in question.setting else worth
        found.append(Wanted(stems, synonyms(term), worth, telling))
    return found


def covered(one: Candidate, wanted: Sequence[Wanted]) -> float:
    """Return the share of the question's weight that a sentence and its surroundings hold."""
    held = sum(each.credit(one) * each.worth for each in wanted)
    return held / (sum(each.worth for each in wanted) or 1.0)


def _matched(one: Candidate, wanted: Sequence[Wanted]) -> float:
    shares = [(each.credit(one), each.telling) for each in wanted]
    if all(share < LEAST_SHARE for share, _ in shares):
        return 0.0
    return sum(share * telling for share, telling in shares)

"""How near each sentence's meaning is to the question's, beside the words that they share."""

from collections.abc import Collection, Sequence
from operator import mul

from adapters.conversations.extractive.candidates import Candidate
from adapters.conversations.extractive.question import Question, without_setting
from adapters.conversations.extractive.scoring import Scored
from application.knowledge.ports import Embedder
from domain.text.terms import akin

BY_WORDS, BY_MEANING = 0.6, 0.4
WITHOUT_FOCUS = 0.7
"""What a sentence keeps of its score when it does not name the thing that was asked for."""
MOST_READ = 16
"""Sentences that are embedded."""


def blended(
    embedder: Embedder,
    asked: str,
    question: Question,
    by_words: Sequence[Scored],
    sentences: Sequence[Candidate],
) -> tuple[list[Scored], float]:
    """Rank anew by words and meaning together, best first, and say how near the nearest is.

    A sentence need not repeat where the question looks for it: ranked are meanings without that.
    Raises Unavailable.
    """
    read = _promising(by_words, sentences)
    if not read:
        return [], 0.0
    near = _nearness(embedder, dict.fromkeys((without_setting(asked), asked)), read)
    best = by_words[0].score if by_words else 1.0
    words = {id(one.candidate): one.score / best for one in by_words}
    found = [
        Scored(one, _held(question, one) * (BY_WORDS * words.get(id(one), 0.0) + BY_MEANING * part))
        for one, part in zip(read, near[0], strict=True)
    ]
    return sorted(found, key=lambda each: -each.score), max(near[-1])


def _promising(by_words: Sequence[Scored], sentences: Sequence[Candidate]) -> list[Candidate]:
    """Return those that share words, best first, and then the others in the evidence's order."""
    shared = [one.candidate for one in by_words]
    held = {id(one) for one in shared}
    return [*shared, *(one for one in sentences if id(one) not in held)][:MOST_READ]


def _nearness(
    embedder: Embedder, wanted: Collection[str], sentences: Sequence[Candidate]
) -> list[list[float]]:
    """Return, for each text that is wanted, how near each sentence is to it."""
    vectors = embedder.embed([*wanted, *(one.text for one in sentences)])
    read = list(zip(vectors[len(wanted) :], sentences, strict=True))
    relevance = embedder.calibration.relevance
    return [
        [relevance(sum(map(mul, want, one))) * text.form for one, text in read]
        for want in vectors[: len(wanted)]
    ]


def _held(question: Question, one: Candidate) -> float:
    named = any(akin(stem, wanted) for wanted in question.focus for stem in one.terms)
    return 1.0 if named or not question.focus else WITHOUT_FOCUS

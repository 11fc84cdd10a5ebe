"""Whether the evidence is enough to answer at all."""

from collections.abc import Sequence

from domain.conversations.evidence import Evidence
from domain.text.terms import terms

ABOUT_THE_QUESTION = 0.5
"""Relevance from which a passage speaks for itself."""
NEAR_THE_QUESTION = 0.2
"""Relevance that something must reach before shared words are taken for a shared subject."""
MOST_WORDS = 0.6
"""Share of the question's words that a passage must hold to count on words alone."""


def sufficient(query: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence to answer from, best first; empty means: abstain.

    One passage that is about the question opens the door; then all that is near it may help.
    """
    near = tuple(one for one in evidence if one.relevance >= NEAR_THE_QUESTION)
    wanted = frozenset(terms(query))
    return near if any(_speaks(one, wanted) for one in evidence) and near else ()


def _speaks(one: Evidence, wanted: frozenset[str]) -> bool:
    return one.relevance >= ABOUT_THE_QUESTION or _share(wanted, one.text) >= MOST_WORDS


def _share(wanted: frozenset[str], text: str) -> float:
    return len(wanted.intersection(terms(text))) / len(wanted) if wanted else 0.0

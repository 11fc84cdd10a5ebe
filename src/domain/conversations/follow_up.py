"""What a follow-up question is really about."""

from collections.abc import Sequence

from domain.conversations.message import Role, Turn
from domain.text.terms import terms, words

POINTING = frozenset(
    "it its that this these those they them their he she his her former latter above same such "
    "one ones there else more another".split()
)
FEW = 2


def rewritten(question: str, history: Sequence[Turn]) -> str:
    """Return the query to search for: the question, with its predecessor's words if it leans on it.

    A question leans on the one before when it points (`it`, `those`) or brings fewer than two
    words of its own. Deterministic, so that an answer can be reproduced.
    """
    before = next((turn.content for turn in reversed(history) if turn.role is Role.USER), None)
    if before is None or not _leans(question):
        return question
    return f"{question} {before}"


def _leans(question: str) -> bool:
    return len(set(terms(question))) < FEW or not POINTING.isdisjoint(words(question))

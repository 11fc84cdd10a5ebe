"""How much a language model is given to read: what fits, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.conversations.errors import QuestionTooLong
from domain.conversations.evidence import Evidence
from domain.conversations.message import Role, Trimmed, Turn
from domain.text.tokens import tokens

PER_TURN, PER_PASSAGE, PER_QUESTION = 8, 80, 32
"""What a prompt puts around each: roles, numbers, fences."""
HISTORY_SHARE = 4
"""The history may have one part in so many of what the question leaves; evidence the rest."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a writer is given besides the question."""

    history: tuple[Turn, ...]
    evidence: tuple[Evidence, ...]
    trimmed: Trimmed | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """In estimated tokens: `total` is the model's window, `system` is for the rules.

    `answer` is kept free for what the model writes. The rest is for question, history, evidence.
    """

    total: int
    system: int
    answer: int

    @property
    def left(self) -> int:
        return self.total - self.system - self.answer

    def check(self, question: str) -> int:
        """Return the room beside the question, which is never cut; raises QuestionTooLong."""
        room = self.left - PER_QUESTION - tokens(question)
        if room < 0:
            raise QuestionTooLong(self.left)
        return room

    def fit(self, question: str, history: Sequence[Turn], evidence: Sequence[Evidence]) -> Context:
        """Return what fits: the latest turns and the best evidence; raises QuestionTooLong.

        History is cut first, down to its share; what evidence leaves over, it may have back.
        """
        room = self.check(question)
        turns, passages = [_turn(one) for one in history], [_passage(one) for one in evidence]
        said = sum(_fitting(reversed(turns), room // HISTORY_SHARE))
        shown = _fitting(passages, room - said)
        kept = _from_a_question(history, len(_fitting(reversed(turns), room - sum(shown))))
        dropped = Trimmed(len(history) - len(kept), len(evidence) - len(shown))
        return Context(kept, tuple(evidence[: len(shown)]), dropped if any(dropped) else None)


def _fitting(costs: Iterable[int], room: int) -> list[int]:
    """Return the first costs that fit into the room together; nothing is skipped."""
    fitting: list[int] = []
    for cost in costs:
        room -= cost
        if room < 0:
            break
        fitting.append(cost)
    return fitting


def _from_a_question(history: Sequence[Turn], most: int) -> tuple[Turn, ...]:
    """Return at most so many of the last turns; where some are missing, a question comes first."""
    kept = tuple(history[len(history) - most :])
    while len(kept) < len(history) and kept and kept[0].role is not Role.USER:
        kept = kept[1:]
    return kept


def _turn(turn: Turn) -> int:
    return PER_TURN + tokens(turn.content)


def _passage(one: Evidence) -> int:
    return PER_PASSAGE + tokens(one.title) + tokens(one.text)

"""How decisions about an import look."""

from __future__ import annotations

from typing import Any

import msgspec

from domain.insights.decision import Decision, DecisionState


class ImportDecisionView(msgspec.Struct):
    """An `open` one is to be decided before the import can be applied.

    `choice` is what holds; `proposal` is what we would choose. `effect` says what speaks for it,
    and what would be otherwise.
    """

    key: str
    kind: str
    question: str
    state: DecisionState
    choice: str | None
    proposal: str | None
    options: list[str]
    by_caller: bool
    confidence: float | None
    cells: int
    effect: dict[str, Any]

    @classmethod
    def of(cls, one: Decision) -> ImportDecisionView:
        return cls(
            key=one.key,
            kind=one.kind,
            question=one.question,
            state=one.state,
            choice=one.choice,
            proposal=one.proposal,
            options=list(one.options),
            by_caller=one.by_caller,
            confidence=one.confidence,
            cells=one.cells,
            effect=dict(one.effect),
        )


class ImportDecisionList(msgspec.Struct):
    """All of a file's: there are at most some thousands."""

    items: list[ImportDecisionView]

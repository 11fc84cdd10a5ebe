"""Whether a new generation finds what the one in use finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.ids import DocumentId, OrganisationId

DEPTH = 10
"""Passages looked at; recall@10 is the share of queries whose document is among them."""
TOLERANCE = 0.05
"""What a leg may lose: fewer than one in twenty queries."""


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    """A question of an organisation, and the document that answers it."""

    organisation_id: OrganisationId
    query: str
    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class Recall:
    """Recall@10 of the dense leg alone, and of both legs fused."""

    dense: float
    hybrid: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`queries` were asked of the generation in use (`before`) and of the new one (`after`)."""

    queries: int
    before: Recall
    after: Recall

    @property
    def passed(self) -> bool:
        """Say whether no leg lost more than the tolerance; without queries there is no proof."""
        return (
            self.after.dense >= self.before.dense - TOLERANCE
            and self.after.hybrid >= self.before.hybrid - TOLERANCE
        )


def recall(found: Iterable[bool]) -> float:
    """Return the share that was found, 1 of none."""
    outcomes = list(found)
    return sum(outcomes) / len(outcomes) if outcomes else 1.0

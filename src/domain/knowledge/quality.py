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

    @property
    def shows_a_loss(self) -> bool:
        """Say whether less than this would be seen: where little is found, little can be lost."""
        return min(self.dense, self.hybrid) > TOLERANCE


@dataclass(frozen=True, slots=True)
class Verdict:
    """`queries` were asked of the generation in use (`before`) and of the new one (`after`).

    `held` is the share of documents, of those looked for, of which the new one holds anything.
    """

    queries: int
    before: Recall
    after: Recall
    held: float = 1.0

    @property
    def passed(self) -> bool:
        """Say whether it lost no more than the tolerance, of the documents and in each leg."""
        return (
            self.held >= 1 - TOLERANCE
            and self.after.dense >= self.before.dense - TOLERANCE
            and self.after.hybrid >= self.before.hybrid - TOLERANCE
        )

    @property
    def is_of_an_empty_index(self) -> bool:
        """Say whether nothing was there of all that was looked for."""
        return self.held == 0


def recall(found: Iterable[bool]) -> float:
    """Return the share that was found, 1 of none."""
    outcomes = list(found)
    return sum(outcomes) / len(outcomes) if outcomes else 1.0

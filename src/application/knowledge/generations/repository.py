"""Generations of the index as a transaction sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.ids import DocumentId, OrganisationId
from domain.knowledge.document import Document
from domain.knowledge.generation import Generation, GenerationId, Generations
from domain.knowledge.passage import Passage
from domain.knowledge.quality import GoldenQuery

MOST_TRIES = 10
"""After so many a document is left out: nobody tries again until it has another version."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A generation has yet to take in this version of a document, or to forget it.

    `tries` failed so far, the last for the reason in `failure`.
    """

    generation_id: GenerationId
    organisation_id: OrganisationId
    document_id: DocumentId
    version: int
    tries: int = 0
    failure: str | None = None

    @property
    def is_left_out(self) -> bool:
        return self.tries >= MOST_TRIES

    def failed(self, why: str) -> Gap:
        return replace(self, tries=self.tries + 1, failure=why)


class GenerationRepository(Protocol):
    def kept(self) -> Generations:
        """Return all but the retired; none is added or switched until the work ends."""

    def alone(self) -> Generations:
        """Like `kept`, and no document becomes ready either until the work ends."""

    def add(self, generation: Generation) -> None:
        """Insert it, with a gap for each document that is ready."""

    def save(self, generation: Generation) -> None:
        """Overwrite by id; a retired one loses its gaps, and the passages only it was cut into."""

    def note(self, document: Document, missing: Collection[GenerationId]) -> None:
        """Leave a gap, not tried yet, for the document's present version in each of these."""

    def behind(self, id: GenerationId) -> int:
        """Count its gaps, but for what is left out."""

    def left_out(self, id: GenerationId) -> int:
        """Count the documents that were given up."""

    def fill(self, gap: Gap, passages: Sequence[Passage]) -> None:
        """Keep the passages and close the gap, unless a later version was noted meanwhile."""

    def keep_failure(self, gap: Gap) -> None:
        """Keep its tries and the reason, unless a later version was noted meanwhile."""

    def engage(self, id: GenerationId) -> bool:
        """Mark that somebody catches up; returns False when that was marked already."""

    def release(self, id: GenerationId) -> None:
        """Mark that nobody catches up any more."""

    def next_version(self, organisation_id: OrganisationId) -> int:
        """Count one more change of what the organisation can find, and return the count."""

    def keep_golden(self, organisation_id: OrganisationId, queries: Sequence[GoldenQuery]) -> None:
        """Replace the organisation's golden queries."""

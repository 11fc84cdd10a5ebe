"""The dense leg: every vector of the organisations that were asked for, in memory."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from adapters.knowledge.file_index.manifest import Manifest
from adapters.knowledge.file_index.refusals import checked_length
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.retrieval import Hit, Vector

if TYPE_CHECKING:
    from adapters.knowledge.file_index.vectors import Vectors


class DenseLeg:
    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._held: dict[OrganisationId, Vectors] = {}

    def search(
        self,
        organisation_id: OrganisationId,
        vector: Vector,
        limit: int,
        document_ids: Collection[DocumentId],
    ) -> Sequence[Hit]:
        vectors = self._current(organisation_id, vector)
        if vectors is None or not any(vector):
            return []
        return vectors.best(vector, limit, document_ids)

    def close(self) -> None:
        self._held = {}

    def _current(self, organisation_id: OrganisationId, vector: Vector) -> "Vectors | None":
        """Return the organisation as the last change left it; reads only what changed since."""
        sequence, length = self._manifest.state()
        checked_length([vector], length)
        if length is None:
            return None
        held = self._held.get(organisation_id)
        if held is not None and held.sequence == sequence:
            return held
        return self._taken(organisation_id, length)

    def _taken(self, organisation_id: OrganisationId, length: int) -> "Vectors":
        """Take in what changed, one thread at a time: snapshots share a matrix."""
        with self._manifest.reading() as now:
            held = self._held.get(organisation_id) or nothing(length)
            sequence = now.state().sequence
            if held.sequence != sequence:
                held = held.changed(sequence, now.changed(organisation_id, since=held.sequence))
                self._held[organisation_id] = held
            return held


def nothing(length: int) -> "Vectors":
    from adapters.knowledge.file_index.vectors import Vectors

    return Vectors.none(length)

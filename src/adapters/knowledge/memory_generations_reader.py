"""Views of generations in dictionaries."""

from collections.abc import Sequence
from itertools import islice, zip_longest

from adapters.database.memory import MemoryDatabase
from adapters.knowledge.memory_tables import (
    DOCUMENTS,
    GAPS,
    GENERATIONS,
    GOLDEN,
    INDEX_VERSIONS,
    PASSAGES,
)
from application.knowledge.generations.ports import FIRST, IndexState, Progress, Sample
from application.knowledge.generations.repository import Gap
from application.service import service
from domain.ids import OrganisationId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.quality import GoldenQuery


@service
class InMemoryGenerationsReader:
    database: MemoryDatabase

    def state(self, organisation_id: OrganisationId) -> IndexState:
        return IndexState(
            self._active(), self.database.rows(INDEX_VERSIONS).get(organisation_id, 0)
        )

    def all(self) -> Sequence[Progress]:
        held = sorted(self.database.rows(GENERATIONS).values(), key=lambda one: -one.number)
        return [self._progress(one) for one in held]

    def gaps(self, id: GenerationId, limit: int) -> Sequence[Gap]:
        noted = sorted(self._of(id), key=lambda gap: gap.tries)
        return [gap for gap in noted if not gap.is_left_out][:limit]

    def _progress(self, generation: Generation) -> Progress:
        noted = self._of(generation.id)
        left_out = [gap for gap in noted if gap.is_left_out]
        return Progress(generation, len(noted) - len(left_out), len(left_out), left_out[:FIRST])

    def _of(self, id: GenerationId) -> Sequence[Gap]:
        return [gap for key, gap in sorted(self.database.rows(GAPS).items()) if key[0] == id]

    def lacks(self, id: GenerationId, organisation_id: OrganisationId) -> bool:
        own = (gap for gap in self._of(id) if gap.organisation_id == organisation_id)
        return any(not gap.is_left_out for gap in own)

    def golden(self, organisation_id: OrganisationId, limit: int) -> Sequence[GoldenQuery]:
        return list(self.database.rows(GOLDEN).get(organisation_id, ())[:limit])

    def golden_in_turn(self, limit: int) -> Sequence[GoldenQuery]:
        documents = self.database.rows(DOCUMENTS)
        kept = sorted(self.database.rows(GOLDEN).items())
        asked = (
            [one for one in own if _is_ready(documents.get(one.document_id))] for _, own in kept
        )
        turns = (one for turn in zip_longest(*asked) for one in turn if one is not None)
        return list(islice(turns, limit))

    def samples(self, limit: int) -> Sequence[Sample]:
        documents, active = self.database.rows(DOCUMENTS), self._active()
        middle = (
            (documents[document_id], passages[len(passages) // 2])
            for (document_id, cut), passages in self.database.rows(PASSAGES).items()
            if active is not None and cut == active.cut
        )
        shown = sorted(
            (passage.id, document.organisation_id, document.id, passage.version, passage.text)
            for document, passage in middle
            if _is_ready(document) and passage.version == document.version
        )
        return [Sample(*one[1:]) for one in shown[:limit]]

    def _active(self) -> Generation | None:
        held = self.database.rows(GENERATIONS).values()
        return next((one for one in held if one.state is GenerationState.ACTIVE), None)


def _is_ready(document: Document | None) -> bool:
    return (
        document is not None
        and document.state is DocumentState.READY
        and document.deleted_at is None
    )

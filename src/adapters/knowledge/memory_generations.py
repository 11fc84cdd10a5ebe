"""Generations of the index in dictionaries, as a transaction sees them."""

from collections.abc import Collection, Sequence

from adapters.database.memory import MemoryTransaction
from adapters.knowledge.memory_tables import (
    DOCUMENTS,
    ENGAGED,
    GAPS,
    GENERATIONS,
    GOLDEN,
    INDEX_VERSIONS,
    PASSAGES,
)
from application.knowledge.generations.repository import Gap
from application.service import service
from domain.ids import OrganisationId
from domain.knowledge.document import Document, DocumentState
from domain.knowledge.generation import Generation, GenerationId, Generations, GenerationState
from domain.knowledge.passage import Passage
from domain.knowledge.quality import GoldenQuery


@service
class InMemoryGenerationRepository:
    work: MemoryTransaction

    def kept(self) -> Generations:
        return self.alone()

    def alone(self) -> Generations:
        held = self.work.table(GENERATIONS).values()
        living = (one for one in held if one.state is not GenerationState.RETIRED)
        return Generations(tuple(sorted(living, key=lambda one: one.number)))

    def add(self, generation: Generation) -> None:
        self.work.table(GENERATIONS)[generation.id] = generation
        for document in self.work.table(DOCUMENTS).values():
            if document.state is DocumentState.READY and document.deleted_at is None:
                self.note(document, [generation.id])

    def save(self, generation: Generation) -> None:
        self.work.table(GENERATIONS)[generation.id] = generation
        if generation.is_kept:
            return
        for key in [key for key in self.work.table(GAPS) if key[0] == generation.id]:
            del self.work.table(GAPS)[key]
        used = {one.cut for one in self.alone().all if one.is_kept}
        for key in [key for key in self.work.table(PASSAGES) if key[1] not in used]:
            del self.work.table(PASSAGES)[key]

    def note(self, document: Document, missing: Collection[GenerationId]) -> None:
        for one in missing:
            gap = Gap(one, document.organisation_id, document.id, document.version)
            self.work.table(GAPS)[(one, document.id)] = gap

    def behind(self, id: GenerationId) -> int:
        return sum(not gap.is_left_out for gap in self._of(id))

    def left_out(self, id: GenerationId) -> int:
        return sum(gap.is_left_out for gap in self._of(id))

    def keep_failure(self, gap: Gap) -> None:
        key = (gap.generation_id, gap.document_id)
        noted = self.work.table(GAPS).get(key)
        if noted is not None and noted.version == gap.version:
            self.work.table(GAPS)[key] = gap

    def _of(self, id: GenerationId) -> Sequence[Gap]:
        return [gap for key, gap in self.work.table(GAPS).items() if key[0] == id]

    def fill(self, gap: Gap, passages: Sequence[Passage]) -> None:
        noted = self.work.table(GAPS).get((gap.generation_id, gap.document_id))
        if noted is not None and noted.version <= gap.version:
            del self.work.table(GAPS)[(gap.generation_id, gap.document_id)]
            if passages:
                key = (gap.document_id, passages[0].cut)
                self.work.table(PASSAGES)[key] = tuple(passages)

    def engage(self, id: GenerationId) -> bool:
        engaged = self.work.table(ENGAGED)
        free = id not in engaged
        engaged[id] = True
        return free

    def release(self, id: GenerationId) -> None:
        self.work.table(ENGAGED).pop(id, None)

    def next_version(self, organisation_id: OrganisationId) -> int:
        versions = self.work.table(INDEX_VERSIONS)
        versions[organisation_id] = versions.get(organisation_id, 0) + 1
        return int(versions[organisation_id])

    def keep_golden(self, organisation_id: OrganisationId, queries: Sequence[GoldenQuery]) -> None:
        self.work.table(GOLDEN)[organisation_id] = tuple(queries)

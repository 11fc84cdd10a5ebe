"""The generation that answers searches; the first search or document makes the first one."""

from dataclasses import dataclass

from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.catching_up import engage
from application.knowledge.generations.ports import Embedders, GenerationsReader, IndexState
from application.knowledge.ports import KnowledgeStore
from application.service import service
from domain.ids import OrganisationId
from domain.knowledge.cutting import USUAL
from domain.knowledge.generation import Generation, GenerationId


@dataclass(frozen=True, slots=True)
class Current:
    """One reading of `(generation, version)` is what a whole search or ingestion goes by."""

    generation: Generation
    version: int


@service
class CurrentIndex:
    store: KnowledgeStore
    reader: GenerationsReader
    embedders: Embedders
    clock: Clock
    ids: IdSource

    def __call__(self, organisation_id: OrganisationId) -> Current:
        state = self.reader.state(organisation_id)
        if state.active is None:
            self._begin()
            state = self.reader.state(organisation_id)
        return _present(state)

    def _begin(self) -> None:
        now = self.clock.now()
        first = Generation.build(
            id=GenerationId(self.ids.new()),
            number=1,
            embedder=self.embedders.usual,
            cut=USUAL,
            now=now,
        )
        with self.store.transaction() as work:
            if work.generations.alone().active is None:  # somebody else may just have made it
                work.generations.add(first)
                if work.generations.behind(first.id):  # documents from before there were any
                    engage(work, first.id, job_id=self.ids.new(), at=now)
                work.commit()


def _present(state: IndexState) -> Current:
    if state.active is None:
        raise AssertionError("the first generation was just made")
    return Current(state.active, state.version)

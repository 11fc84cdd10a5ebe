"""Begin a generation beside the one in use."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.access.require import Operators
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.catching_up import engage
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.ports import Embedders, GenerationsReader, Progress
from application.knowledge.ports import KnowledgeStore, KnowledgeWork
from application.service import service
from domain.knowledge.cutting import Cut
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.generation_errors import (
    AlreadyBuilding,
    EmbedderUnknown,
)
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewGeneration:
    id: GenerationId
    embedder: str | None = None
    cut: str | None = None


@service
class BuildGeneration:
    store: KnowledgeStore
    operators: Operators
    current: CurrentIndex
    embedders: Embedders
    reader: GenerationsReader
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewGeneration) -> Progress:
        """Begin to build; what is left out is as the settings say, or as in the one in use.

        Raises OperatorsOnly, EmbedderUnknown, CutUnknown, AlreadyBuilding.
        """
        self.operators.require(by)
        held = self.current(by.organisation_id).generation
        embedder = new.embedder or self.embedders.usual
        if embedder not in self.embedders.offered:
            raise EmbedderUnknown(embedder, self.embedders.offered)
        cut = held.cut if new.cut is None else Cut.parse(new.cut)
        with self.store.transaction() as work:
            kept = work.generations.alone()
            again = next((one for one in kept.all if one.id == new.id), None)
            if again is None:
                again = self._begin(work, kept.all, new.id, embedder, cut)
                work.commit()
            behind = work.generations.behind(again.id)
            return Progress(again, behind, work.generations.left_out(again.id))

    def _begin(
        self,
        work: KnowledgeWork,
        kept: Sequence[Generation],
        id: GenerationId,
        embedder: str,
        cut: Cut,
    ) -> Generation:
        if any(one.state is GenerationState.BUILDING for one in kept):
            raise AlreadyBuilding
        now = self.clock.now()
        number = 1 + max(one.generation.number for one in self.reader.all())
        begun = Generation.build(id=id, number=number, embedder=embedder, cut=cut, now=now)
        work.generations.add(begun)
        engage(work, id, job_id=self.ids.new(), at=now)
        return begun

"""Build a generation beside the one in use, switch to it, roll back, or drop it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import Lease
from application.knowledge.generations.catching_up import DROP, engage, enqueue
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.ports import Embedders, GenerationsReader, Progress
from application.knowledge.ports import KnowledgeStore, KnowledgeWork, PassageIndexes
from domain.knowledge.cutting import Cut
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.generation_errors import (
    AlreadyBuilding,
    EmbedderUnknown,
    GenerationBehind,
    GenerationNotFound,
)
from domain.principal import Principal

PATIENCE = timedelta(seconds=5)
"""How long a switch waits for the last documents to be taken in."""
LOOK_SECONDS = 0.05
UNTIL_LET_GO = timedelta(minutes=1)
"""Whoever was still searching a retired generation, or writing to it, is done by then."""


@dataclass(frozen=True, slots=True)
class NewGeneration:
    id: GenerationId
    embedder: str | None = None
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class BuildGeneration:
    store: KnowledgeStore
    current: CurrentIndex
    embedders: Embedders
    reader: GenerationsReader
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewGeneration) -> Progress:
        """Begin to build; what is left out is as the settings say, or as in the one in use.

        Raises EmbedderUnknown, CutUnknown, AlreadyBuilding.
        """
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
            return Progress(again, work.generations.behind(again.id))

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


@dataclass(frozen=True, slots=True)
class SwitchGeneration:
    """Activation and rollback: one commit each, which the next search of any process sees."""

    store: KnowledgeStore
    clock: Clock
    ids: IdSource
    wait: Callable[[float], None]

    def activate(self, _: Principal, id: GenerationId, forced: str | None) -> Generation:
        """Switch to a generation; `forced` is the reason to use one that was rejected.

        Raises GenerationNotFound, GenerationRefused, GenerationBehind.
        """
        until = self.clock.now() + PATIENCE
        while True:
            try:
                return self._activate(id, forced)
            except GenerationBehind:
                if self.clock.now() >= until:
                    raise
                self.wait(LOOK_SECONDS)

    def roll_back(self, _: Principal) -> Generation:
        """Let the one before answer again; raises NothingToRollBackTo."""
        now = self.clock.now()
        with self.store.transaction() as work:
            changed = work.generations.alone().rolled_back(now=now)
            self._save(work, changed)
            work.commit()
        return changed[-1]

    def _activate(self, id: GenerationId, forced: str | None) -> Generation:
        now = self.clock.now()
        with self.store.transaction() as work:
            kept = work.generations.alone()
            behind = work.generations.behind(id)
            chosen = kept.find(id).activated(behind=behind, forced=forced, now=now)
            self._save(work, kept.switched(chosen, now=now))
            work.commit()
        return chosen

    def _save(self, work: KnowledgeWork, changed: Sequence[Generation]) -> None:
        for one in changed:  # the unique indexes see the old ones leave first
            work.generations.save(one)
            if one.state is GenerationState.RETIRED:
                at = one.updated_at + UNTIL_LET_GO
                enqueue(work, one.id, DROP, job_id=self.ids.new(), at=at)


@dataclass(frozen=True, slots=True)
class DropGeneration:
    """Retire a generation that is not in use; as a job handler, remove what it held."""

    store: KnowledgeStore
    indexes: PassageIndexes
    clock: Clock
    ids: IdSource

    def retire(self, _: Principal, id: GenerationId) -> None:
        """Raises GenerationNotFound, GenerationInUse."""
        now = self.clock.now()
        with self.store.transaction() as work:
            work.generations.save(work.generations.alone().find(id).retired(now=now))
            enqueue(work, id, DROP, job_id=self.ids.new(), at=now + UNTIL_LET_GO)
            work.commit()

    def __call__(self, lease: Lease) -> None:
        self.indexes.drop(GenerationId(lease.job.subject))
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Nobody searches it any more: try once more."""
        self(lease)


@dataclass(frozen=True, slots=True)
class ReadGenerations:
    reader: GenerationsReader
    current: CurrentIndex

    def all(self, by: Principal) -> tuple[int, Sequence[Progress]]:
        """Return the organisation's index version, and every generation, newest first."""
        version = self.current(by.organisation_id).version
        return version, self.reader.all()

    def one(self, _: Principal, id: GenerationId) -> Progress:
        """Raises GenerationNotFound."""
        found = next((one for one in self.reader.all() if one.generation.id == id), None)
        if found is None:
            raise GenerationNotFound
        return found

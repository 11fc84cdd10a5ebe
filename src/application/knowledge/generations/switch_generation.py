"""Let another generation answer searches, or the one before it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from application.access.require import Operators
from application.clock import Clock
from application.ids import IdSource
from application.knowledge.generations.catching_up import POINT, enqueue
from application.knowledge.generations.drop_generation import drop_later
from application.knowledge.ports import KnowledgeStore, KnowledgeWork
from domain.knowledge.generation import Generation, GenerationId, GenerationState
from domain.knowledge.generation_errors import (
    GenerationBehind,
)
from domain.principal import Principal

PATIENCE = timedelta(seconds=5)
"""How long a switch waits for the last documents to be taken in."""
LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class SwitchGeneration:
    """Activation and rollback: one commit each, which the next search of any process sees."""

    store: KnowledgeStore
    operators: Operators
    clock: Clock
    ids: IdSource
    wait: Callable[[float], None]

    def activate(self, by: Principal, id: GenerationId, forced: str | None) -> Generation:
        """Switch to a generation; `forced` is the reason to use one that was rejected.

        Raises OperatorsOnly, GenerationNotFound, GenerationRefused, GenerationEmpty,
        GenerationBehind.
        """
        self.operators.require(by)
        until = self.clock.now() + PATIENCE
        while True:
            try:
                return self._activate(id, forced)
            except GenerationBehind:
                if self.clock.now() >= until:
                    raise
                self.wait(LOOK_SECONDS)

    def roll_back(self, by: Principal) -> Generation:
        """Let the one before answer again; raises OperatorsOnly, NothingToRollBackTo."""
        self.operators.require(by)
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
                drop_later(work, one.id, job_id=self.ids.new(), now=one.updated_at)
            if one.state is GenerationState.ACTIVE:
                enqueue(work, one.id, POINT, job_id=self.ids.new(), at=one.updated_at)

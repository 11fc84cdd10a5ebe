"""Keep the latest state of everything whose events count its states."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.clock import Clock
from application.events.processing.inward import Inward
from application.events.processing.ports import Effects, ProcessingStore
from application.service import service
from domain.events.entity import Told
from domain.events.seen import SeenEvent

NAME = "states"
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class FollowStates(Inward):
    clock: Clock
    name: str = NAME

    @property
    def reads(self) -> bool:
        return False

    @property
    def keeps(self) -> bool:
        return True

    @property
    def rebuildable(self) -> bool:
        return True

    def wants(self, type: str, sequence: int | None) -> bool:
        return sequence is not None

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        held = dict(effects.entities.by_lanes({one.lane for one in events}))
        for one in events:
            held[one.lane] = held[one.lane].told(Told.by(one), self.clock.now())
        effects.entities.save(list(held.values()))


@service
class FlushStates:
    store: ProcessingStore
    clock: Clock

    def __call__(self) -> int:
        """Let go on what waited too long for a state that did not come; returns how many."""
        now = self.clock.now()
        with self.store.transaction(NAME, alone=True) as work:
            overdue = work.entities.overdue(now, AT_ONCE)
            work.entities.save([one.flushed(now) for one in overdue])
            work.commit()
        return len(overdue)

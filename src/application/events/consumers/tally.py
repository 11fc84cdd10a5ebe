"""Count every event by its type and day."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.events.processing.inward import Inward
from application.events.processing.ports import Effects
from domain.events.seen import SeenEvent

NAME = "tallies"


@dataclass(frozen=True, slots=True)
class TallyEvents(Inward):
    name: str = NAME

    @property
    def reads(self) -> bool:
        return False

    @property
    def rebuildable(self) -> bool:
        return True

    def wants(self, type: str, sequence: int | None) -> bool:
        return True

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        effects.tallies.count(events)

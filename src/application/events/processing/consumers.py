"""Everything that is done about events."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.events.processing.ports import Consumer


@dataclass(frozen=True, slots=True)
class Consumers:
    """Each is a group of its own at the event log; their names are kept with what they did."""

    all: Sequence[Consumer]

    def wanting(self, type: str) -> Sequence[Consumer]:
        """Return those that do something about events of this type."""
        return [one for one in self.all if one.wants(type)]

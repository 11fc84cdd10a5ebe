"""Everything that is done about events."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.events.processing.ports import Consumer
from domain.events.entry import Entry


@dataclass(frozen=True, slots=True)
class Consumers:
    """Each is a group of its own at the event log; their names are kept with what they did."""

    all: Sequence[Consumer]

    def wanting(self, entry: Entry) -> Sequence[Consumer]:
        """Return those that do something about this one."""
        return [one for one in self.all if one.wants(entry.type, entry.sequence)]

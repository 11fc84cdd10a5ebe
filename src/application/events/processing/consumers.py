"""Everything that is done about events."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from application.events.processing.ports import Consumer
from domain.events.entry import Entry


@dataclass(frozen=True, slots=True)
class Consumers:
    """Each is a group of its own at the event log; their names are kept with what they did."""

    all: Sequence[Consumer]
    readers: Sequence[Consumer] = field(init=False)
    """Those that need what events say."""

    def __post_init__(self) -> None:
        readers = [one for one in self.all if one.reads or one.keeps]
        object.__setattr__(self, "readers", readers)

    def wanting(self, entry: Entry) -> Sequence[Consumer]:
        """Return those that do something about this one."""
        return [one for one in self.all if one.wants(entry.type, entry.sequence)]

    def read(self, type: str, sequence: int | None) -> bool:
        """Return whether one of them needs what events of this type say, or of this sequence."""
        return any(one.wants(type, sequence) for one in self.readers)

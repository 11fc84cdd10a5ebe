"""What forgetting events needs from the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Old:
    """An entry of the journal that came long ago."""

    position: int
    type: str
    sequence: int | None


class OldEntries(Protocol):
    def after(self, position: int, before: datetime, limit: int) -> Sequence[Old]:
        """Return the entries that follow, in order, up to one that came at that moment or later.

        Only what is in the event log, and never the newest entry: by it the next position is told.
        """

    def forget(self, wanted: Mapping[int, Collection[str]], consumers: Collection[str]) -> int:
        """Take entries away with their marks, and return how many.

        `wanted` says for each which consumers want it. One stays that waits in any backlog, and one
        that is not marked by all who want it, unless its subject was erased. From now on all that
        was taken away counts as done, also when the log tells it once more. The consumers do
        nothing meanwhile.
        """

"""Bring the journal to an event log elsewhere, entry by entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Relays
from application.messaging.ports import EventLog

BATCH = 500


@dataclass(frozen=True, slots=True)
class CarryToLog:
    """Answers `Carrying`, for a log that cannot read the journal."""

    opened: OpenEvents
    log: EventLog
    relays: Relays
    consumers: Consumers
    together: ClassVar[int] = 100

    def __call__(self, at: datetime) -> int:
        """Carry one batch.

        A crash in between carries it again, and so may two that do it at once: the first of each
        event keeps the order, and consumers mark what they did.
        """
        kept = self.relays.behind(BATCH)
        if kept:
            self.log.append(self.opened.carried(kept, self.consumers.read))
            self.relays.reached(kept[-1].position, at)
        return len(kept)

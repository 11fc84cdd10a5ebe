"""Carry the journal to the event log."""

from application.clock import Clock
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Relays
from application.messaging.ports import EventLog
from application.service import service

BATCH = 500


@service
class PublishEvents:
    opened: OpenEvents
    log: EventLog
    relays: Relays
    clock: Clock
    consumers: Consumers

    def __call__(self) -> int:
        """Publish one batch and return its size.

        A crash in between publishes it again, and so may two that do it at once: the first of each
        event keeps the order, and consumers mark what they did.
        """
        kept = self.relays.behind(BATCH)
        if kept:
            self.log.append(self.opened.carried(kept, self.consumers.read))
            self.relays.reached(kept[-1].position, self.clock.now())
        return len(kept)

"""Let those who follow the event log have what the journal has."""

from application.clock import Clock
from application.events.processing.ports import Carrying
from application.service import service


@service
class PublishEvents:
    carry: Carrying
    clock: Clock

    def __call__(self) -> int:
        """Publish some, in order, and return how many; raises what the log raises."""
        return self.carry(self.clock.now())

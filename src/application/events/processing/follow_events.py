"""What one consumer does about a batch from the event log."""

from collections.abc import Sequence

from application.events.processing.apply_events import ApplyEvents
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Consumer
from application.messaging.ports import EventRecord
from application.service import service


@service
class FollowEvents:
    """Each is done, or waits in the backlog, once this returns; raises Unavailable otherwise."""

    consumer: Consumer
    opened: OpenEvents
    apply: ApplyEvents

    def __call__(self, records: Sequence[EventRecord]) -> None:
        self.apply(self.consumer, self.opened.told(records, self.consumer))

"""Bring what happened to those who follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.messaging.ports import EventHandler, EventLog, EventRecord, Subscription
from application.tracing import Trace, traced

BATCH = 100


@dataclass(frozen=True, slots=True)
class Follower:
    """A consumer group, and what it does about each event it knows by name."""

    group: str
    topics: frozenset[str]
    handlers: Mapping[str, EventHandler]


@dataclass(frozen=True, slots=True)
class DeliverEvents:
    log: EventLog

    def __call__(self, follower: Follower) -> int:
        """Deliver until nothing is left; the checkpoint moves only after the effect."""
        delivered = 0
        with self.log.subscribe(follower.group, follower.topics) as subscription:
            while records := subscription.poll(BATCH):
                delivered += len(records)
                self._apply(follower, subscription, records)
        return delivered

    def _apply(
        self, follower: Follower, subscription: Subscription, records: Sequence[EventRecord]
    ) -> None:
        for record in records:
            handler = follower.handlers.get(record.name)
            if handler is not None:
                with traced(Trace.parse(record.traceparent)):
                    handler(record)
        subscription.checkpoint()

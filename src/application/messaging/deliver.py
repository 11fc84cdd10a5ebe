"""Bring what happened to those who follow it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from application.messaging.ports import EventHandler, EventLog, EventRecord, Subscription
from application.service import service
from application.tracing import Trace, traced

BATCH = 1_000
"""Records that a follower is given at once: each time costs it a transaction and a checkpoint."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A consumer group, and what it does about some events, in their order.

    What `apply` raises has them delivered again: it is to do each once.
    """

    group: str
    topics: frozenset[str]
    apply: Callable[[Sequence[EventRecord]], None]


@service
class ByName:
    """Hand each event to the handler of its name, within its trace; others are passed over."""

    handlers: Mapping[str, EventHandler]

    def __call__(self, records: Sequence[EventRecord]) -> None:
        for record in records:
            handler = self.handlers.get(record.name)
            if handler is not None:
                with traced(Trace.parse(record.traceparent)):
                    handler(record)


@service
class DeliverEvents:
    """The checkpoint moves only after the effect: who fails or dies is given the events again."""

    log: EventLog

    def __call__(self, follower: Follower) -> int:
        """Deliver until nothing is left, and return how many there were."""
        delivered = 0
        with self.log.subscribe(follower.group, follower.topics) as subscription:
            while count := _some(follower, subscription):
                delivered += count
        return delivered

    @contextmanager
    def following(self, follower: Follower) -> Iterator[Callable[[float], int]]:
        """Stay subscribed; what is yielded waits so many seconds for events and delivers some.

        When a handler fails it raises what the handler raised, and may be called again.
        """
        with self.log.subscribe(follower.group, follower.topics) as subscription:

            def deliver(seconds: float) -> int:
                return _some(follower, subscription) if subscription.wait(seconds) else 0

            yield deliver


def _some(follower: Follower, subscription: Subscription) -> int:
    records = subscription.poll(BATCH)
    try:
        follower.apply(records)
    except BaseException:
        subscription.rewind()
        raise
    subscription.checkpoint()
    return len(records)

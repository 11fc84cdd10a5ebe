"""One consumer of a group: what it fetched, what it gave out, and what it may put on record."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from math import ceil
from threading import RLock
from time import monotonic
from typing import Any

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from kafka.errors import (
    CommitFailedError,
    IllegalGenerationError,
    RebalanceInProgressError,
    UnknownMemberIdError,
)
from kafka.structs import OffsetAndMetadata

from adapters.messaging.kafka_log.cluster import Cluster, reachable
from adapters.messaging.kafka_log.messages import to_record
from application.messaging.ports import EventRecord

SESSION_MS, HEARTBEAT_MS, HUNG_MS = 10_000, 1_000, 300_000
AT_ONCE = 500
SLICE_MS = 250
"""How long it polls at a time: between polls a joining that was lost is seen, see `_mend`."""
TRIES, TRY_MS = 50, 100
NO_MEMBER = (CommitFailedError, IllegalGenerationError, UnknownMemberIdError)


class KafkaSubscription(ConsumerRebalanceListener):  # type: ignore[misc] # Kafka has no types
    """Partitions come and go while it waits or polls; `_lock` is for Kafka's thread telling so.

    `_given` has, for each partition, the first offset that was given out since the checkpoint and
    the one after the last.
    """

    def __init__(self, cluster: Cluster, group: str, topics: Collection[str]) -> None:
        self._cluster = cluster
        self._lock = RLock()
        self._fetched = deque[Any]()
        self._given: dict[Any, tuple[int, int]] = {}
        self._consumer = cluster.connected(
            KafkaConsumer,
            group_id=cluster.topic(group),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            partition_assignment_strategy=[RoundRobinPartitionAssignor],  # ADR 15: not cooperative
            session_timeout_ms=SESSION_MS,
            heartbeat_interval_ms=HEARTBEAT_MS,
            max_poll_interval_ms=HUNG_MS,
            fetch_max_wait_ms=250,
            allow_auto_create_topics=False,
            metrics_enabled=False,
        )
        self._consumer.subscribe([cluster.topic(one) for one in topics], listener=self)

    def poll(self, limit: int) -> Sequence[EventRecord]:
        if not self._fetched:
            self._fetch(0)
        with self._lock:
            given = [self._fetched.popleft() for _ in range(min(limit, len(self._fetched)))]
            for one in given:
                place = TopicPartition(one.topic, one.partition)
                first, _ = self._given.get(place, (one.offset, 0))
                self._given[place] = (first, one.offset + 1)
        return [to_record(one, self._cluster.name(one.topic)) for one in given]

    def wait(self, seconds: float) -> bool:
        until = monotonic() + seconds
        while not self._fetched and (left := until - monotonic()) > 0:
            self._fetch(min(SLICE_MS, ceil(left * 1000)))
        return bool(self._fetched)

    def checkpoint(self) -> None:
        """Wait for Kafka to say that it has it; during a rebalance, until that is over."""
        for _ in range(TRIES):
            with self._lock:
                reached = {
                    place: OffsetAndMetadata(after, "", -1)
                    for place, (_, after) in self._given.items()
                }
            if not reached or self._committed(reached):
                return

    def _committed(self, reached: dict[Any, Any]) -> bool:
        with reachable():
            try:
                self._consumer.commit(reached, timeout_ms=self._cluster.request_ms)
            except RebalanceInProgressError:
                self._fetch(TRY_MS)  # it goes on only while somebody polls; what is lost is dropped
                return False
            except NO_MEMBER:  # everything is somebody else's by now
                self._forget(self._given)
                return True
        with self._lock:
            for place, one in reached.items():
                if self._given.get(place, (0, 0))[1] == one.offset:
                    del self._given[place]
        return True

    def rewind(self) -> None:
        with reachable(), self._lock:
            starts = {place: first for place, (first, _) in self._given.items()}
            for one in self._fetched:
                starts.setdefault(TopicPartition(one.topic, one.partition), one.offset)
            self._given.clear()
            self._fetched.clear()
            for place, offset in starts.items():
                self._consumer.seek(place, offset)

    def close(self) -> None:
        self._consumer.close(timeout_ms=self._cluster.request_ms)

    def on_partitions_revoked(self, revoked: Iterable[Any]) -> None:
        self._forget(revoked)

    def on_partitions_lost(self, lost: Iterable[Any]) -> None:
        self._forget(lost)

    def on_partitions_assigned(self, assigned: Iterable[Any]) -> None:
        """They begin at the group's checkpoint, or at the oldest record."""

    def _fetch(self, milliseconds: int) -> None:
        self._mend()
        with reachable():
            found = self._consumer.poll(timeout_ms=milliseconds, max_records=AT_ONCE)
        with self._lock:
            held = self._consumer.assignment()
            for place, records in found.items():
                if place in held:
                    self._fetched.extend(records)

    def _mend(self) -> None:
        """Let a joining be waited for again that was under way when a poll's time was up.

        kafka-python 3.0.12 takes it for done as soon as the answer is there, applies it never, and
        sends no heartbeat until the group throws it out.
        """
        coordinator = self._consumer._coordinator  # noqa: SLF001 - nothing public tells
        if coordinator.rejoining and not coordinator.need_rejoin():
            coordinator.request_rejoin()

    def _forget(self, places: Iterable[Any]) -> None:
        """Drop what came from partitions that others have now."""
        with self._lock:
            for place in list(places):
                self._given.pop(place, None)
            gone = set(places)
            self._fetched = deque(
                one for one in self._fetched if TopicPartition(one.topic, one.partition) not in gone
            )

"""Append, subscribe, forget, and tell how far groups are."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from kafka import TopicPartition
from kafka.errors import KafkaError

from adapters.messaging.kafka_log.cluster import Cluster, reachable
from adapters.messaging.kafka_log.progress import Progress
from adapters.messaging.kafka_log.sending import Sending
from adapters.messaging.kafka_log.subscription import KafkaSubscription
from adapters.messaging.kafka_log.topics import Topics
from application.messaging.partitions import refuse_too_large
from application.messaging.ports import EventId, EventRecord, PartitionLag


class KafkaEventLog:
    """Connects with its first use. It forgets only what `passed` has told to the same process."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._topics = Topics(cluster)
        self._progress = Progress(cluster, self._topics)
        self._places: dict[EventId, tuple[Any, int]] = {}
        self.sending = Sending(cluster, self._topics)

    def append(self, records: Sequence[EventRecord]) -> None:
        refuse_too_large(records)
        with reachable():
            self.sending(records)

    def passed(self, before: datetime, groups: Collection[str], limit: int) -> Sequence[EventId]:
        with reachable():
            reached = {group: self._progress.committed(group) for group in groups}
            if not reached or not all(reached.values()):
                return []
            others = set(self._progress.known_groups()) - set(groups)
            all_reached = [*reached.values(), *map(self._progress.committed, others)]
            found = self._old(self._progress.behind(all_reached), before, limit)
        self._places.update(found)
        return list(found)

    def forget(self, ids: Collection[EventId]) -> None:
        """Let Kafka drop them, with all that lies before them in their partitions."""
        until = dict[TopicPartition, int]()
        for one in ids:
            if one in self._places:
                place, offset = self._places.pop(one)
                until[place] = max(offset + 1, until.get(place, 0))
        with reachable():
            if until:
                self._topics.admin().delete_records(until)

    @contextmanager
    def subscribe(self, group: str, topics: Collection[str]) -> Iterator[KafkaSubscription]:
        with reachable():
            self._topics.ensure(topics)
            subscription = KafkaSubscription(self._cluster, group, topics)
        try:
            yield subscription
        finally:
            with suppress(KafkaError):  # then the group finds out by itself
                subscription.close()

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        with reachable():
            return self._progress.lag(groups)

    def close(self) -> None:
        self.sending.close()
        self._topics.close()

    def _old(
        self, behind: dict[Any, int], before: datetime, limit: int
    ) -> dict[EventId, tuple[Any, int]]:
        """Return what happened before, in each partition up to the first that did not."""
        found, young = dict[EventId, tuple[Any, int]](), set[Any]()
        for place, offset, record in self._progress.oldest(behind, limit):
            if record.happened_at >= before:
                young.add(place)
            elif place not in young and len(found) < limit:
                found[record.id] = (place, offset)
        return found

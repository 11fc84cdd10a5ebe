"""How far groups are in Kafka's topics, and what lies behind all of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec

from adapters.messaging.kafka_log.cluster import Cluster
from adapters.messaging.kafka_log.messages import to_record
from adapters.messaging.kafka_log.topics import Topics
from application.messaging.ports import EventRecord, PartitionLag

Offsets = Mapping[Any, int]
AT_ONCE_MS = 250


@dataclass(frozen=True, slots=True)
class Progress:
    cluster: Cluster
    topics: Topics

    def lag(self, groups: Collection[str]) -> Sequence[PartitionLag]:
        """Return it with the moment of the oldest record that waits, which is read for it."""
        committed = {group: self.committed(group) for group in groups}
        places = {place for one in committed.values() for place in one}
        begins, ends = self._bounds(places)
        told = list[PartitionLag]()
        for group, reached in sorted(committed.items()):
            for place, offset in sorted(reached.items()):
                at = max(offset, begins[place])
                told.append(self._told(group, place, at, ends[place]))
        return told

    def committed(self, group: str) -> Offsets:
        """Return a group's checkpoints in every partition of the topics that it has one in.

        Where it has none its checkpoint is 0.
        """
        name = self.cluster.topic(group)
        found = self.topics.admin().list_group_offsets([name]).get(name, {})
        held = {place: one.offset for place, one in found.items() if one.offset >= 0}
        counted = self.topics.ours()
        return {
            TopicPartition(topic, number): held.get(TopicPartition(topic, number), 0)
            for topic in {place.topic for place in held}
            for number in range(counted.get(topic, 0))
        }

    def known_groups(self) -> list[str]:
        """Return every group of ours that Kafka has heard of."""
        told = self.topics.admin().list_groups()
        names = [one["group_id"] if isinstance(one, dict) else one[0] for one in told]
        prefix = self.cluster.topic_prefix
        return [self.cluster.name(name) for name in names if name.startswith(prefix)]

    def behind(self, reached: Sequence[Offsets]) -> dict[Any, int]:
        """Return, for each partition, the offset that all who follow it have reached.

        The newest record of a partition is never behind it.
        """
        places = [
            TopicPartition(topic, number)
            for topic, many in self.topics.ours().items()
            for number in range(many)
        ]
        _, ends = self._bounds(places)
        return {
            place: min([ends[place] - 1, *(one[place] for one in reached if place in one)])
            for place in places
        }

    def oldest(self, until: Offsets, limit: int) -> Iterator[tuple[Any, int, EventRecord]]:
        """Read the oldest records below these offsets, partition after partition."""
        begins, _ = self._bounds(until)
        for place, end in until.items():
            left = min(end - begins[place], limit)
            if left > 0:
                yield from self._read(place, begins[place], left)

    def _told(self, group: str, place: Any, at: int, end: int) -> PartitionLag:
        return PartitionLag(
            group=group,
            topic=self.cluster.name(place.topic),
            partition=place.partition,
            end=end,
            checkpoint=at,
            lag=max(0, end - at),
            oldest=self._moment(place, at) if end > at else None,
        )

    def _moment(self, place: Any, offset: int) -> datetime | None:
        return next((record.happened_at for _, _, record in self._read(place, offset, 1)), None)

    def _read(self, place: Any, offset: int, many: int) -> Iterator[tuple[Any, int, EventRecord]]:
        until = monotonic() + self.cluster.request_seconds
        with closing(self.cluster.connected(KafkaConsumer, metrics_enabled=False)) as consumer:
            consumer.assign([place])
            consumer.seek(place, offset)
            while many > 0 and monotonic() < until:
                for found in consumer.poll(timeout_ms=AT_ONCE_MS, max_records=many).values():
                    many -= len(found)
                    for one in found:
                        yield place, one.offset, to_record(one, self.cluster.name(one.topic))

    def _bounds(self, places: Collection[Any]) -> tuple[Offsets, Offsets]:
        admin = self.topics.admin()
        begins, ends = (
            admin.list_partition_offsets(dict.fromkeys(places, spec)) if places else {}
            for spec in (OffsetSpec.EARLIEST, OffsetSpec.LATEST)
        )
        return (
            {place: one.offset for place, one in begins.items()},
            {place: one.offset for place, one in ends.items()},
        )

"""Topics that are made when they are missing, and the one administrator that asks about them."""

from collections.abc import Collection
from contextlib import suppress
from threading import Lock
from typing import Any

from kafka import KafkaAdminClient
from kafka.errors import TopicAlreadyExistsError

from adapters.messaging.kafka_log.cluster import LARGEST_MESSAGE, Cluster

CONFIGURED = {"max.message.bytes": str(LARGEST_MESSAGE), "retention.ms": "-1"}
"""Kafka takes what we take, and forgets what we forget: nothing by itself, passed or not."""


class Topics:
    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._lock = Lock()
        self._known: dict[str, int] = {}
        self._admin: Any = None

    def partitions(self, name: str) -> int:
        """Return how many a topic has; the topic is there afterwards. Raises KafkaError."""
        if name not in self._known:
            self.ensure([name])
        return self._known[name]

    def ensure(self, names: Collection[str]) -> None:
        """Make those topics that are missing; raises KafkaError."""
        with self._lock:
            missing = [self._cluster.topic(name) for name in names if name not in self._known]
            if missing:
                self._make(missing)

    def ours(self) -> dict[str, int]:
        """Return every topic with our prefix and its number of partitions; raises KafkaError."""
        with self._lock:
            admin = self._connected()
            topics = [one for one in admin.list_topics() if self._is_ours(one)]
            return self._counted(topics) if topics else {}

    def admin(self) -> Any:
        with self._lock:
            return self._connected()

    def close(self) -> None:
        with self._lock:
            if self._admin is not None:
                self._admin.close()
                self._admin = None

    def _is_ours(self, topic: str) -> bool:
        return topic.startswith(self._cluster.topic_prefix)

    def _make(self, topics: list[str]) -> None:
        admin = self._connected()
        there = set(admin.list_topics())
        wanted = {
            "num_partitions": self._cluster.partitions,
            "replication_factor": self._cluster.replication,
            "configs": CONFIGURED,
        }
        for topic in topics:
            if topic not in there:
                with suppress(TopicAlreadyExistsError):  # another process was quicker
                    admin.create_topics({topic: wanted})
        admin.wait_for_topics(topics, timeout_ms=self._cluster.request_ms)
        for topic, partitions in self._counted(topics).items():
            self._known[self._cluster.name(topic)] = partitions

    def _counted(self, topics: list[str]) -> dict[str, int]:
        told = self._connected().describe_topics(topics)
        return {one["name"]: len(one["partitions"]) for one in told}

    def _connected(self) -> Any:
        if self._admin is None:
            self._admin = self._cluster.connected(KafkaAdminClient)
        return self._admin

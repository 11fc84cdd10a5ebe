"""Records to Kafka, so that order holds and every wait ends."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError

from adapters.messaging.kafka_log.cluster import LARGEST_MESSAGE, Cluster
from adapters.messaging.kafka_log.messages import Message, to_message
from adapters.messaging.kafka_log.topics import Topics
from application.messaging.ports import EventRecord

BATCH_BYTES = 900_000
NEVER_MS = 600_000
"""Longer than anybody waits: a batch leaves when all of it is there, and fails when we give up."""
Wave = list[tuple[str, Message]]


class Sending:
    """One producer for the process, made again after any failure: one that let a record expire
    has been seen to send no other.
    """

    def __init__(self, cluster: Cluster, topics: Topics) -> None:
        self._cluster, self._topics = cluster, topics
        self._lock = Lock()
        self._producer: Any = None
        self.made = 0

    def __call__(self, records: Sequence[EventRecord]) -> None:
        """Return when every record is held by all replicas that are in sync; raises KafkaError."""
        with self._lock:
            for wave in self._waves(records):
                try:
                    self._send(wave)
                except KafkaError:
                    self._drop()
                    raise

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _waves(self, records: Sequence[EventRecord]) -> Iterator[Wave]:
        """Cut them so that a wave is one batch in each partition: it is kept whole or not at all.

        So no record of a key is in the log without those before it, wherever sending stops.
        """
        wave, sizes = Wave(), defaultdict[tuple[str, int], int](int)
        for record in records:
            message = to_message(record, self._topics.partitions(record.topic))
            place = (record.topic, message.partition)
            if sizes[place] and sizes[place] + message.size > BATCH_BYTES:
                yield wave
                wave = []
                sizes.clear()
            wave.append((self._cluster.topic(record.topic), message))
            sizes[place] += message.size
        yield wave

    def _send(self, wave: Wave) -> None:
        producer = self._connected()
        sent = [
            producer.send(
                topic,
                value=one.value,
                key=one.key,
                headers=one.headers,
                partition=one.partition,
            )
            for topic, one in wave
        ]
        producer.flush(timeout=self._cluster.request_seconds)
        for one in sent:
            one.get(timeout=0)

    def _connected(self) -> Any:
        if self._producer is None:
            self._producer = self._cluster.connected(
                KafkaProducer,
                enable_idempotence=True,
                acks="all",
                batch_size=BATCH_BYTES,
                max_request_size=LARGEST_MESSAGE,
                linger_ms=NEVER_MS,
                delivery_timeout_ms=2 * NEVER_MS,
                max_block_ms=self._cluster.request_ms,
                allow_auto_create_topics=False,
                metrics_enabled=False,
            )
            self.made += 1
        return self._producer

    def _drop(self) -> None:
        """Let it go with whatever it still wanted to send: the caller sends that again."""
        producer, self._producer = self._producer, None
        if producer is not None:
            producer._sender.force_close()  # noqa: SLF001 - `close` waits for what cannot be sent
            with suppress(KafkaError):
                producer.close(timeout=self._cluster.request_seconds)

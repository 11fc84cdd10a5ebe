"""Where Kafka is, what our topics are called there, and what every client of it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kafka.errors import KafkaError
from kafka.net.compat import KafkaNetClient

from adapters.messaging.kafka_log.sockets import ClosingSelector
from application.errors import Unavailable
from application.messaging.partitions import LARGEST, PARTITIONS

REQUEST_SECONDS = 5.0
ENVELOPE = 4_096
"""What stands around the facts at most: key, headers, and Kafka's own framing."""
LARGEST_MESSAGE = LARGEST + ENVELOPE
USUAL_PREFIX = "portico-"


@dataclass(frozen=True, slots=True)
class Cluster:
    """`partitions` and `replication` are for topics that we make; those that exist keep theirs."""

    servers: tuple[str, ...]
    topic_prefix: str = USUAL_PREFIX
    partitions: int = PARTITIONS
    replication: int = 1
    request_seconds: float = REQUEST_SECONDS

    def topic(self, name: str) -> str:
        return self.topic_prefix + name

    def name(self, topic: str) -> str:
        return topic.removeprefix(self.topic_prefix)

    @property
    def request_ms(self) -> int:
        return int(self.request_seconds * 1000)

    def connected(self, kind: Callable[..., Any], **options: Any) -> Any:
        """Make a consumer, producer or administrator, none of whose waits is without an end.

        One that finds no broker leaves nothing behind: kafka-python would leave a thread. Raises
        KafkaError.
        """
        made = list[Any]()

        def network(**configuration: Any) -> Any:
            made.append(KafkaNetClient(**configuration))
            return made[-1]

        try:
            return kind(
                bootstrap_servers=list(self.servers),
                request_timeout_ms=self.request_ms,
                bootstrap_timeout_ms=self.request_ms,
                reconnect_backoff_max_ms=1_000,
                kafka_client=network,
                selector=ClosingSelector,
                **options,
            )
        except BaseException:
            for one in made:
                one.close()
            raise


@contextmanager
def reachable() -> Iterator[None]:
    """Turn Kafka's word for "not there" into ours; raises Unavailable."""
    try:
        yield
    except KafkaError as error:
        said = str(error).strip().split("\n")[0] or type(error).__name__
        raise Unavailable("the event log", said) from error

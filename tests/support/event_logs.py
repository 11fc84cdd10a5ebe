"""Event logs of a test's own, and records for them."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from time import monotonic
from uuid import uuid4

from application.messaging.ports import EventId, EventLog, EventRecord, Subscription
from domain.ids import OrganisationId
from support.people import ADA, NOON
from support.services import url_of

LOGS = ["memory", "sqlite", "postgres", "kafka"]
TOPIC = "things"
PATIENCE = 60.0
SURPLUS_SECONDS = 0.2
"""How long is looked for what should not be there; a slower surplus is missed, never invented."""


def a_record(
    name: str = "thing.made",
    key: str = "k",
    topic: str = TOPIC,
    *,
    facts: dict[str, str | int | None] | None = None,
    organisation: OrganisationId = ADA.organisation_id,
    at: datetime = NOON,
) -> EventRecord:
    return EventRecord(
        id=EventId(uuid4()),
        topic=topic,
        key=key,
        name=name,
        organisation_id=organisation,
        happened_at=at,
        facts={"version": 3, "why": None} if facts is None else facts,
        traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01",
    )


def numbered(key: str, many: int, topic: str = TOPIC) -> list[EventRecord]:
    return [a_record(key=key, topic=topic, facts={"number": one}) for one in range(many)]


def taken(subscription: Subscription, many: int, *, at_once: int = 100) -> list[EventRecord]:
    """Poll until so many have come, and no more of them; fewer when patience ends."""
    found, until = list[EventRecord](), monotonic() + PATIENCE
    while len(found) < many and monotonic() < until:
        found.extend(subscription.poll(min(at_once, many - len(found))))
        if len(found) < many:
            subscription.wait(1.0)
    return found


def polled(subscription: Subscription, many: int, *, at_once: int = 100) -> list[EventRecord]:
    """Poll until so many have come, and a little for one too many."""
    found = taken(subscription, many, at_once=at_once)
    if subscription.wait(SURPLUS_SECONDS):
        found.extend(subscription.poll(at_once))
    return found


def read(
    log: EventLog, many: int, group: str = "readers", *, checkpoint: bool = True, topic: str = TOPIC
) -> list[EventRecord]:
    """Return so many records as a group, and what else there is too much of."""
    with log.subscribe(group, [topic]) as subscription:
        found = polled(subscription, many, at_once=2)
        if checkpoint:
            subscription.checkpoint()
    return found


def by_key(records: Sequence[EventRecord]) -> dict[str, list[EventId]]:
    found = dict[str, list[EventId]]()
    for one in records:
        found.setdefault(one.key, []).append(one.id)
    return found


def kafka_servers() -> tuple[str, ...]:
    """Return where the broker is, or skip the test."""
    return tuple(url_of("PORTICO_TEST_KAFKA_URL", "Kafka").removeprefix("kafka://").split(","))


def fresh_prefix() -> str:
    return f"test-{uuid4().hex[:12]}-"


@contextmanager
def kafka_log() -> Iterator[EventLog]:
    """Yield a log whose topics nobody else has; they are removed at the end."""
    servers, prefix = kafka_servers(), fresh_prefix()
    from adapters.messaging.kafka_log import Cluster, KafkaEventLog  # needs its extra

    with closing(KafkaEventLog(Cluster(servers, topic_prefix=prefix, partitions=4))) as log:
        yield log
    remove_topics(servers, prefix)


def remove_topics(servers: tuple[str, ...], prefix: str) -> None:
    from kafka import KafkaAdminClient

    from adapters.messaging.kafka_log import Cluster

    with closing(Cluster(servers).connected(KafkaAdminClient)) as admin:
        mine = [one for one in admin.list_topics() if one.startswith(prefix)]
        admin.delete_topics(mine)

"""A broker that freezes, or is not there: every wait ends, nothing is lost, and order holds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from threading import enumerate as enumerate_threads
from time import monotonic
from typing import Any

import pytest

from adapters.database.memory import MemoryDatabase
from adapters.messaging.kafka_log import Cluster, KafkaEventLog
from adapters.messaging.kafka_log.cluster import LARGEST_MESSAGE
from adapters.messaging.memory import OUTBOX, InMemoryOutbox
from application.errors import Unavailable
from application.messaging.ports import EventRecord
from application.messaging.relay import RelayOutbox
from support.event_logs import (
    TOPIC,
    a_record,
    by_key,
    fresh_prefix,
    kafka_log,
    numbered,
    read,
    taken,
)
from support.kafka_broker import Broker, own_broker
from support.own_server import free_port
from support.people import NOON

REQUEST_SECONDS = 2.0
PATIENCE = 30.0


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    with own_broker() as started:
        yield started


@pytest.fixture
def log(broker: Broker) -> Iterator[KafkaEventLog]:
    cluster = Cluster(
        (broker.server,),
        topic_prefix=fresh_prefix(),
        partitions=2,
        request_seconds=REQUEST_SECONDS,
    )
    with closing(KafkaEventLog(cluster)) as made:
        yield made


def unavailable(call: Callable[[], Any]) -> None:
    """It says so, and says so soon."""
    began = monotonic()
    with pytest.raises(Unavailable, match="event log"):
        call()
    assert monotonic() - began < PATIENCE


def firsts(records: Sequence[EventRecord]) -> dict[str, list[Any]]:
    return by_key(list({one.id: one for one in records}.values()))


@pytest.mark.slow
@pytest.mark.service
def test_a_producer_goes_on_after_its_broker_froze(log: KafkaEventLog, broker: Broker) -> None:
    before, during, after = numbered("k", 3), numbered("k", 3), numbered("k", 3)
    log.append(before)
    with broker.frozen():
        unavailable(lambda: log.append(during))
        unavailable(lambda: log.append(during))
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            log.append(during)
            break
        except Unavailable:
            continue
    log.append(after)

    with log.subscribe("readers", [TOPIC]) as subscription:
        found, wanted = list[EventRecord](), [*before, *during, *after]
        while len({one.id for one in found}) < len(wanted):
            found += taken(subscription, 1)
    assert firsts(found) == by_key(wanted)
    assert log.sending.made > 1


@pytest.mark.slow
@pytest.mark.service
def test_the_outbox_keeps_what_a_frozen_broker_does_not_take(
    log: KafkaEventLog, broker: Broker
) -> None:
    database, records = MemoryDatabase(), numbered("k", 5)
    with database.writing() as work:
        work.table(OUTBOX).update({one.id: one for one in records})
        work.commit()
    outbox = InMemoryOutbox(database)
    relay = RelayOutbox(outbox, log)
    log.append([a_record(topic="others")])
    with broker.frozen():
        unavailable(relay)
        assert outbox.pending(10) == records
    until = monotonic() + PATIENCE
    while outbox.pending(10) and monotonic() < until:
        try:
            relay()
        except Unavailable:
            continue

    assert outbox.pending(10) == []
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert firsts(taken(subscription, 5)) == by_key(records)


@pytest.mark.slow
@pytest.mark.service
def test_a_consumer_goes_on_after_its_broker_froze(log: KafkaEventLog, broker: Broker) -> None:
    first, second = numbered("k", 3), numbered("k", 3)
    log.append(first)
    with log.subscribe("readers", [TOPIC]) as subscription:
        assert taken(subscription, 3) == first
        with broker.frozen():
            unavailable(subscription.checkpoint)
            began = monotonic()
            assert not subscription.wait(1.0)
            assert monotonic() - began < PATIENCE
        until = monotonic() + PATIENCE
        while monotonic() < until:
            try:
                subscription.checkpoint()
                break
            except Unavailable:
                continue
        log.append(second)
        found = taken(subscription, 3)
        subscription.checkpoint()

    assert firsts(found)["k"][-3:] == [one.id for one in second]
    assert sum(one.lag for one in log.lag(["readers"])) == 0


@pytest.mark.service
def test_topics_take_what_we_take_and_keep_it() -> None:
    from kafka.admin import ConfigResource, ConfigResourceType

    with kafka_log() as log:
        log.append([a_record()])
        assert isinstance(log, KafkaEventLog)
        assert len(read(log, 1)) == 1
        (topic,) = log._topics.ours()
        resource = ConfigResource(ConfigResourceType.TOPIC, topic)
        ((told,),) = [
            one.values() for one in log._topics.admin().describe_configs([resource]).values()
        ]

    assert told["max.message.bytes"]["value"] == str(LARGEST_MESSAGE)
    assert told["retention.ms"]["value"] == "-1"


def test_a_broker_that_is_not_there_is_unavailable() -> None:
    before = {one.name for one in enumerate_threads()}
    cluster = Cluster((f"127.0.0.1:{free_port()}",), request_seconds=0.5)
    with closing(KafkaEventLog(cluster)) as log:
        unavailable(lambda: log.append([a_record()]))
        unavailable(lambda: log.subscribe("readers", [TOPIC]).__enter__())
        unavailable(lambda: log.lag(["readers"]))
        unavailable(lambda: log.passed(NOON, ["readers"], 1))
    assert {one.name for one in enumerate_threads()} <= before

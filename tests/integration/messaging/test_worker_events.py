"""A worker that runs: it relays, delivers through one subscription a follower, and stops soon."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
from injector import Injector

from application.messaging.deliver import ByName, Follower
from application.messaging.ports import EventHandler, EventRecord
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.documents import a_document, keep
from support.event_logs import fresh_prefix, kafka_servers, remove_topics
from support.worlds import world_on_settings

TOPICS = frozenset({"knowledge.documents"})
PATIENCE = 60.0


@pytest.fixture(
    params=["database:", pytest.param("kafka:", marks=[pytest.mark.service, pytest.mark.slow])]
)
def running_world(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> Iterator[Injector]:
    events = request.param
    prefix = fresh_prefix()
    if events == "kafka:":
        events = f"kafka://{','.join(kafka_servers())}?topic_prefix={prefix}&partitions=2"
    settings = replace(MEMORY, database_url=database_url, events_url=events, home=tmp_path)
    with world_on_settings(settings) as container:
        yield container
    if request.param == "kafka:":
        remove_topics(kafka_servers(), prefix)


@contextmanager
def running(world: Injector, handler: EventHandler) -> Iterator[None]:
    follower = Follower("listeners", TOPICS, ByName({"document.received": handler}))
    worker = replace(world.get(Worker), followers=(follower,))
    stop = Event()
    thread = Thread(target=worker.run, args=([], 1, stop))
    thread.start()
    try:
        yield
    finally:
        began = monotonic()
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert monotonic() - began < 10


def test_events_reach_who_follows(running_world: Injector) -> None:
    heard, all_of_them = list[EventRecord](), Event()

    def hear(record: EventRecord) -> None:
        heard.append(record)
        if len({one.id for one in heard}) == 3:
            all_of_them.set()

    with running(running_world, hear):
        for _ in range(3):
            keep(running_world, a_document())
        assert all_of_them.wait(PATIENCE)

    assert len({one.id for one in heard}) == 3


def test_a_handler_that_fails_is_given_the_event_again(running_world: Injector) -> None:
    heard, again = list[EventRecord](), Event()

    def fails_once(record: EventRecord) -> None:
        heard.append(record)
        if len(heard) == 1:
            raise ZeroDivisionError
        again.set()

    keep(running_world, a_document())
    with running(running_world, fails_once):
        assert again.wait(PATIENCE)

    assert heard[0] == heard[1]

"""What every outbox and inbox promise, asked of each of them."""

from dataclasses import replace
from uuid import uuid4

import pytest
from injector import Injector

from application.conversations.ports import ConversationsStore
from application.knowledge.ports import KnowledgeStore
from application.messaging.deliver import ByName, DeliverEvents, Follower
from application.messaging.ports import EventId, EventLog, EventRecord, Outbox
from application.messaging.relay import RelayOutbox
from application.tracing import Trace, traced
from support.documents import a_document, keep
from support.people import NOON

TRACE = Trace("a" * 32, "b" * 16)


def test_events_wait_in_the_outbox_of_their_change(world: Injector) -> None:
    document = a_document()
    with traced(TRACE):
        keep(world, document)

    (record,) = world.get(Outbox).pending(10)

    assert record == EventRecord(
        id=record.id,
        topic="knowledge.documents",
        key=str(document.id),
        name="document.received",
        organisation_id=document.organisation_id,
        happened_at=NOON,
        facts={"version": 1},
        traceparent=str(TRACE),
    )


def test_events_of_a_change_that_was_undone_never_happened(world: Injector) -> None:
    with world.get(KnowledgeStore).transaction() as work:
        work.documents.add(a_document(), b"bytes")

    assert world.get(Outbox).pending(10) == []


def test_the_relay_carries_each_event_once(world: Injector) -> None:
    keep(world, a_document())
    relay = world.get(RelayOutbox)

    assert (relay(), relay()) == (1, 0)
    assert world.get(Outbox).pending(10) == []


def test_a_relay_that_dies_before_it_forgets_says_nothing_twice(world: Injector) -> None:
    keep(world, a_document())
    world.get(EventLog).append(world.get(Outbox).pending(10))  # and then it died

    world.get(RelayOutbox)()

    heard: list[EventRecord] = []
    assert world.get(DeliverEvents)(hearing(heard)) == len(heard) == 1


def test_the_inbox_admits_an_event_once_for_each_group(world: Injector) -> None:
    event = EventId(uuid4())
    with world.get(ConversationsStore).transaction() as work:
        seen = [work.inbox.admit(group, event) for group in ("some", "some", "others")]
        work.commit()
    with world.get(ConversationsStore).transaction() as work:
        again = work.inbox.admit("some", event)

    assert (seen, again) == ([True, False, True], False)


def test_an_inbox_mark_that_was_not_committed_is_forgotten(world: Injector) -> None:
    event = EventId(uuid4())
    with world.get(ConversationsStore).transaction() as work:
        assert work.inbox.admit("some", event)
    with world.get(ConversationsStore).transaction() as work:
        assert work.inbox.admit("some", event)


def test_a_handler_that_fails_is_given_the_event_again(world: Injector) -> None:
    keep(world, a_document())
    world.get(RelayOutbox)()
    heard: list[EventRecord] = []

    def fails(record: EventRecord) -> None:
        heard.append(record)
        raise ZeroDivisionError

    follower = hearing(heard)
    with pytest.raises(ZeroDivisionError):
        world.get(DeliverEvents)(replace(follower, apply=ByName({"document.received": fails})))
    world.get(DeliverEvents)(follower)

    assert len(heard) == 2
    assert heard[0] == heard[1]


def hearing(heard: list[EventRecord]) -> Follower:
    def hear(record: EventRecord) -> None:
        heard.append(record)

    return Follower(
        "listeners", frozenset({"knowledge.documents"}), ByName({"document.received": hear})
    )

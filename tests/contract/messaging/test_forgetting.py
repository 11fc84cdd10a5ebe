"""Events and marks go when they are old, and not before everybody has heard of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from injector import Injector

from application.conversations.ports import ConversationsStore
from application.messaging.deliver import ByName, DeliverEvents, Follower
from application.messaging.forget_events import ForgetEvents
from application.messaging.ports import EventId, EventLog, EventRecord, InboxMarks, Outbox
from application.messaging.relay import RelayOutbox
from entrypoints.testing.doubles import StoppedClock
from support.documents import a_document, keep
from support.people import NOON

GROUP = "listeners"
DAY = timedelta(days=1)


def forgetting(world: Injector, at: datetime = NOON + DAY, **ports: Any) -> ForgetEvents:
    """Return it at a moment when all that happened at noon is too old."""
    forget = world.get(ForgetEvents)
    return replace(forget, clock=StoppedClock(at), groups=[GROUP], keeping=DAY / 2, **ports)


def happened(world: Injector, many: int = 3) -> list[EventId]:
    """Let so many documents be handed in, and return the events in the order of the log."""
    for _ in range(many):
        keep(world, a_document())
    waiting = [one.id for one in world.get(Outbox).pending(many)]
    world.get(RelayOutbox)()
    return waiting


def heard(world: Injector) -> list[EventId]:
    """Let the group hear what is new, each once; returns what it heard for the first time."""
    first = list[EventId]()

    def hear(record: EventRecord) -> None:
        with world.get(ConversationsStore).transaction() as work:
            if work.inbox.admit(GROUP, record.id):
                first.append(record.id)
                work.commit()

    topics = frozenset({"knowledge.documents"})
    world.get(DeliverEvents)(Follower(GROUP, topics, ByName({"document.received": hear})))
    return first


def is_marked(world: Injector, id: EventId) -> bool:
    with world.get(ConversationsStore).transaction() as work:
        return not work.inbox.admit(GROUP, id)


def test_old_events_go_with_their_marks(world: Injector) -> None:
    *old, newest = happened(world)
    heard(world)

    assert forgetting(world)() == 2
    assert [is_marked(world, one) for one in (*old, newest)] == [False, False, True]
    assert forgetting(world)() == 0


def test_young_events_stay(world: Injector) -> None:
    happened(world)
    heard(world)

    assert forgetting(world, at=NOON)() == 0


def test_what_was_not_heard_yet_stays_however_old(world: Injector) -> None:
    happened(world)

    assert forgetting(world)() == 0
    assert len(heard(world)) == 3


def test_more_than_one_batch_goes_at_once(world: Injector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("application.messaging.forget_events.BATCH", 2)
    happened(world, 6)
    heard(world)

    assert forgetting(world)() == 5


def test_an_event_that_a_dead_relay_will_carry_again_has_one_effect(world: Injector) -> None:
    keep(world, a_document())
    world.get(EventLog).append(world.get(Outbox).pending(10))  # and then the relay died
    first = heard(world)
    keep(world, a_document())
    world.get(EventLog).append(world.get(Outbox).pending(10)[1:])
    heard(world)

    forgetting(world)()
    world.get(RelayOutbox)()

    assert len(first) == 1
    assert heard(world) == []


@dataclass(frozen=True)
class Dying:
    """A port that dies after its first `forget`."""

    port: Any

    def forget(self, ids: Sequence[EventId]) -> None:
        self.port.forget(ids)
        raise ZeroDivisionError

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self.port, name)
        return found


@pytest.mark.parametrize(("name", "port"), [("marks", InboxMarks), ("log", EventLog)])
def test_who_died_over_it_leaves_nothing_for_ever(
    world: Injector, name: str, port: type[Any]
) -> None:
    *old, _ = happened(world)
    heard(world)
    dying: dict[str, Any] = {name: Dying(world.get(port))}
    with pytest.raises(ZeroDivisionError):
        forgetting(world, **dying)()

    forgetting(world)()

    assert heard(world) == []
    assert [is_marked(world, one) for one in old] == [False, False]

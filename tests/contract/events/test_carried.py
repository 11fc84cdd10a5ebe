"""What the log is given: the content of an event that somebody reads, the heading of any other."""

from base64 import b64decode
from collections.abc import Callable, Sequence

import pytest
from injector import Injector

from adapters.database.memory import MemoryDatabase
from adapters.messaging.memory_log import InMemoryEventLog
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.follow_states import FollowStates
from application.events.consumers.tally import TallyEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals
from application.events.processing.carry_to_log import CarryToLog
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Relays
from application.messaging.ports import EventRecord
from contract.events.conftest import Scripted
from support.people import ADA, NOON
from support.told import an_event

MAIL = "kim@example.org"
Bare = Callable[[], Sequence[EventRecord]]


def _nobody(type: str, sequence: int | None) -> bool:
    return False


@pytest.fixture
def bare(world: Injector) -> Bare:
    """Carry what the journal has as if nobody read it."""
    journal, opened = world.get(Journal), world.get(OpenEvents)
    return lambda: opened.carried(journal.after(0, 10), _nobody)


def test_what_nobody_reads_is_published_without_its_content(world: Injector) -> None:
    told = [
        an_event(id="paid"),
        an_event(id="written", type="document.created", data={"title": "A", "text": "b"}),
        an_event(id="state", key="k", sequence=1),
        an_event(id="counted", key="k"),
    ]
    world.get(AcceptEvents)(ADA, told)
    log = InMemoryEventLog(MemoryDatabase())  # of those that cannot read the journal
    opened, relays, consumers = world.get(OpenEvents), world.get(Relays), world.get(Consumers)
    assert CarryToLog(opened, log, relays, consumers)(NOON) == len(told)

    with log.subscribe("readers", {"events"}) as subscription:
        facts = [one.facts for one in subscription.poll(10)]
    found = {one["external_id"]: "sealed" in one for one in facts}
    assert found == {"paid": False, "written": True, "state": True, "counted": False}


def test_the_order_is_the_journal_s(world: Injector) -> None:
    kinds = ["order.paid", "document.created"] * 3
    world.get(AcceptEvents)(ADA, [an_event(type=one) for one in kinds])
    kept = world.get(Journal).after(0, 10)

    carried = world.get(OpenEvents).carried(kept, lambda kind, _: kind == "document.created")
    assert [one.facts["position"] for one in carried] == [one.position for one in kept]
    assert ["sealed" in one.facts for one in carried] == [False, True] * 3


def test_what_was_erased_is_not_carried_with_its_content(world: Injector) -> None:
    world.get(AcceptEvents)(ADA, [an_event(subject="kim"), an_event(id="other")])
    world.get(EraseSubject)(ADA, "kim")
    kept = world.get(Journal).after(0, 10)

    carried = world.get(OpenEvents).carried(kept, lambda *_: True)
    assert [one.facts["external_id"] for one in carried] == ["other"]


def test_who_comes_later_reads_it_redacted_from_the_journal(world: Injector, bare: Bare) -> None:
    world.get(AcceptEvents)(ADA, [an_event(data={"by": MAIL}), an_event(data={"total": 7})])

    [first, second] = world.get(OpenEvents).told(bare(), Scripted())
    assert MAIL not in str(first.data)
    assert second.data == {"total": 7}


def test_who_keeps_it_is_given_the_redacted_seal(world: Injector, bare: Bare) -> None:
    world.get(AcceptEvents)(ADA, [an_event(key="k", sequence=1, data={"by": MAIL})])

    [seen] = world.get(OpenEvents).told(bare(), FollowStates(world.get(Clock)))
    key = world.get(Keyring).opening([seen.key_id])[seen.key_id]
    [opened] = world.get(Seals).open([b64decode(seen.sealed)], [key])
    assert seen.data is None
    assert isinstance(opened.data, dict)
    assert opened.data.keys() == {"by"}
    assert MAIL not in str(opened)


def test_who_counts_is_given_nothing_to_read(world: Injector, bare: Bare) -> None:
    world.get(AcceptEvents)(ADA, [an_event(data={"by": MAIL})])

    [seen] = world.get(OpenEvents).told(bare(), TallyEvents())
    assert (seen.data, seen.sealed) == (None, "")


def test_what_was_erased_since_is_given_to_no_reader(world: Injector, bare: Bare) -> None:
    world.get(AcceptEvents)(ADA, [an_event(subject="kim"), an_event(id="other")])
    records = bare()
    world.get(EraseSubject)(ADA, "kim")

    seen = world.get(OpenEvents).told(records, Scripted())
    assert [one.external_id for one in seen] == ["other"]

"""What forgetting old events promises, on every database."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from injector import Injector

from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.tally import TallyEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.forgetting import forget_entries
from application.events.forgetting.forget_entries import ForgetEntries
from application.events.forgetting.ports import OldEntries
from application.events.ports import Journal
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import ProcessingStore, Relays
from application.events.replays.ports import Past
from application.events.telling.read_status import ReadStatus
from domain.events.entry import Outcome
from domain.events.incoming import Incoming
from domain.events.refusals import EventNotFound
from domain.events.status import State
from entrypoints.testing.doubles import SteppingClock
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.worker import Worker
from support.people import ADA
from support.told import an_event

MONTH = timedelta(days=31)


@pytest.fixture
def tell(world: Injector) -> Callable[..., list[Outcome]]:
    def told(*events: Incoming, done: bool = True) -> list[Outcome]:
        outcomes = [one.outcome for one in world.get(AcceptEvents)(ADA, events)]
        if done:
            world.get(Worker).carry_events()
        return outcomes

    return told


@pytest.fixture
def forget(world: Injector) -> Callable[..., int]:
    def forgotten(after: timedelta = MONTH) -> int:
        clock = SteppingClock(world.get(Clock).now() + after)
        return ForgetEntries(world.get(OldEntries), world.get(Consumers), clock)()

    return forgotten


@pytest.fixture
def left(world: Injector) -> Callable[[], list[str]]:
    return lambda: [one.entry.external_id for one in world.get(Journal).after(0, 1_000)]


def test_what_is_old_and_done_goes_but_for_the_newest(
    tell: Callable[..., list[Outcome]], forget: Callable[..., int], left: Callable[[], list[str]]
) -> None:
    tell(*(an_event(id=f"e-{one}") for one in range(4)))
    assert forget(timedelta(days=29)) == 0
    assert forget() == 3
    assert left() == ["e-3"]
    assert forget() == 0
    tell(an_event(id="e-4"))
    assert forget() == 1
    assert left() == ["e-4"]


def test_a_forgotten_id_is_unknown_and_new_again(
    world: Injector, tell: Callable[..., list[Outcome]], forget: Callable[..., int]
) -> None:
    event, read = an_event(id="e-1"), world.get(ReadStatus)
    tell(event, an_event())
    assert tell(event) == [Outcome.DUPLICATE]
    forget()

    with pytest.raises(EventNotFound):
        read(ADA, "shop", "e-1")
    assert tell(event) == [Outcome.ACCEPTED]
    assert read(ADA, "shop", "e-1").state is State.PROCESSED


def test_what_is_not_done_stays_however_old(
    world: Injector,
    tell: Callable[..., list[Outcome]],
    forget: Callable[..., int],
    left: Callable[[], list[str]],
) -> None:
    bad = an_event(id="bad", type="document.created", data={}, key="k")
    parked = an_event(id="parked", type="document.created", data={}, key="k")
    tell(an_event(id="done"), bad, parked, an_event(id="clash"))
    tell(an_event(id="clash", data={"total": 13}))
    tell(an_event(id="new"), an_event(id="newest"), done=False)

    assert forget() == 2
    assert left() == ["bad", "parked", "new", "newest"]
    read = world.get(ReadStatus)
    assert read(ADA, "shop", "bad").state is State.DEAD
    assert read(ADA, "shop", "parked").state is State.DEAD
    assert read(ADA, "shop", "clash").state is State.QUARANTINED


def test_what_some_consumer_has_not_done_stays(
    world: Injector, tell: Callable[..., list[Outcome]], left: Callable[[], list[str]]
) -> None:
    tell(an_event(id="done"), an_event(id="newest"))
    entries = world.get(OldEntries)

    assert entries.forget({1: ["tallies", "another"]}, ["another", "tallies"]) == 0
    assert left() == ["done", "newest"]


def test_what_was_made_of_somebody_s_events_is_still_found_to_be_erased(
    tell: Callable[..., list[Outcome]], forget: Callable[..., int], left: Callable[[], list[str]]
) -> None:
    data = {"title": "Lamp", "text": "It burns."}
    tell(an_event(id="document", type="document.created", data=data), an_event(), an_event(id="z"))

    assert forget() == 1
    assert left() == ["document", "z"]


def test_an_event_of_somebody_who_was_erased_goes_too(
    world: Injector,
    tell: Callable[..., list[Outcome]],
    forget: Callable[..., int],
    left: Callable[[], list[str]],
) -> None:
    tell(an_event(id="gone", subject="kim@example.org"), done=False)
    world.get(EraseSubject)(ADA, "kim@example.org")
    tell(an_event(id="newest"))

    assert forget() == 1
    assert left() == ["newest"]


def test_what_a_log_tells_once_more_is_not_done_again(
    world: Injector, tell: Callable[..., list[Outcome]], forget: Callable[..., int]
) -> None:
    tell(an_event(), an_event())
    again = list(world.get(OpenEvents).kept([1]).values())
    forget()

    seen: list[int] = []

    class Watching(TallyEvents):
        def apply(self, effects: object, events: object) -> None:
            seen.append(1)

    world.get(ApplyEvents)(Watching(), again)
    assert seen == []
    with world.get(ProcessingStore).transaction("tallies", alone=True) as work:
        assert work.marks.are_done(1)
        assert work.marks.first([1], world.get(Clock).now()) == set()


def test_it_goes_on_in_slices_past_what_stays(
    tell: Callable[..., list[Outcome]],
    forget: Callable[..., int],
    left: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forget_entries, "BATCH", 2)
    bad = [an_event(type="document.created", data={}) for _ in range(3)]
    tell(*bad, *(an_event() for _ in range(4)), an_event(id="z"))

    assert forget() == 4
    assert left() == [*(one.id for one in bad), "z"]


def test_when_the_others_were_published_is_still_known(
    world: Injector, tell: Callable[..., list[Outcome]], forget: Callable[..., int]
) -> None:
    bad = an_event(id="bad", type="document.created", data={})
    tell(an_event())
    tell(bad)
    tell(an_event())
    told = world.get(Relays).published_at(2)
    forget()

    assert told is not None
    assert world.get(Relays).published_at(2) == told
    assert list(world.get(Relays).behind(10)) == []


def test_a_replay_knows_what_is_missing(
    world: Injector, tell: Callable[..., list[Outcome]], forget: Callable[..., int]
) -> None:
    assert world.get(Past).forgotten_until() is None
    tell(an_event(), an_event())
    [first] = world.get(Journal).after(0, 1)
    forget()
    assert world.get(Past).forgotten_until() == first.entry.received_at


def test_a_worker_does_so_every_day(world: Injector) -> None:
    assert "journal" in world.get(Tidying).forgets

"""Whether events may come now: rates of organisations and sources, and what waits."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from injector import Injector

from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.limits.admit_events import AdmitEvents
from application.events.limits.ports import Buckets, Overloaded, RateLimited, TailReader
from application.events.limits.pressure import Pressure
from application.events.limits.remembered_rates import RememberedRates
from application.events.limits.slices import Slices
from application.events.processing.publish_events import PublishEvents
from application.events.sources.ports import SourceStore
from domain.events.limits.policy import SECOND, Policy
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import Source, SourceId
from entrypoints.testing import SteppingClock
from support.people import ADA, EVE, NOON
from support.sources import add, save
from support.told import an_event

STANDARD = Policy(10, 10)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def admit(world: Injector, clock: SteppingClock) -> AdmitEvents:
    return admitting(world, clock)


def admitting(
    world: Injector, clock: Clock, most: int = 100, longest: timedelta = timedelta(hours=1)
) -> AdmitEvents:
    buckets = world.get(Buckets)
    return AdmitEvents(
        Pressure(world.get(TailReader), clock, most, longest),
        RememberedRates(world.get(SourceStore), clock),
        STANDARD,
        Slices(buckets, lambda: round(clock.now().timestamp() * 1_000) * SECOND // 1_000),
        buckets,
    )


def a_source(name: str, rate: Policy | None) -> Source:
    return Source(
        id=SourceId(uuid4()),
        organisation_id=ADA.organisation_id,
        made_by=ADA.user_id,
        name=name,
        kind=SourceKind.API,
        created_at=NOON,
        rate=rate,
    )


def test_events_are_counted_and_not_requests(admit: AdmitEvents, clock: SteppingClock) -> None:
    [left] = admit(ADA, {"shop": 6, "till": 2})
    assert (left.name, left.remaining) == ("organisation", 2)
    with pytest.raises(RateLimited) as refused:
        admit(ADA, {"shop": 3})
    assert refused.value.retry_after == 1
    assert refused.value.allowances[0].remaining == 2
    assert admit(ADA, {"shop": 2})[0].remaining == 0
    admit(EVE, {"shop": 10})
    clock.step(timedelta(seconds=1))
    admit(ADA, {"shop": 10})


def test_more_than_may_ever_come_at_once_is_told_so(admit: AdmitEvents) -> None:
    with pytest.raises(RateLimited, match="send fewer"):
        admit(ADA, {"shop": 11})
    assert admit(ADA, {"shop": 10})[0].remaining == 0


def test_the_sources_own_rate_wins(world: Injector, admit: AdmitEvents) -> None:
    store = world.get(SourceStore)
    add(store, a_source("shop", Policy(1, 3)))
    add(store, a_source("till", None))
    assert admit(ADA, {"shop": 3})[0].remaining == 0
    with pytest.raises(RateLimited):
        admit(ADA, {"shop": 1})
    assert admit(ADA, {"till": 1})[0].remaining == 9
    assert admit(EVE, {"shop": 10})[0].name == "organisation"


def test_a_request_of_several_sources_is_taken_whole_or_not(
    world: Injector, admit: AdmitEvents
) -> None:
    add(world.get(SourceStore), a_source("shop", Policy(1, 3)))
    with pytest.raises(RateLimited):
        admit(ADA, {"shop": 4, "till": 5})
    admit(ADA, {"shop": 2})
    with pytest.raises(RateLimited) as refused:
        admit(ADA, {"shop": 3, "till": 5})
    assert [one.remaining for one in refused.value.allowances] == [10, 1]
    assert [one.remaining for one in admit(ADA, {"shop": 1, "till": 10})] == [0, 0]


def test_a_changed_rate_counts_within_a_second(
    world: Injector, admit: AdmitEvents, clock: SteppingClock
) -> None:
    store, source = world.get(SourceStore), a_source("shop", Policy(1, 1))
    add(store, source)
    admit(ADA, {"shop": 1})
    save(store, replace(source, rate=Policy(100, 100), version=2))
    clock.step(timedelta(seconds=1))
    assert admit(ADA, {"shop": 99})


def test_nothing_new_comes_in_while_too_much_waits(world: Injector, clock: SteppingClock) -> None:
    admit = admitting(world, clock, most=2)
    world.get(AcceptEvents)(ADA, [an_event(), an_event(), an_event()])
    with pytest.raises(Overloaded):
        admit(ADA, {"shop": 1})
    assert world.get(PublishEvents)() == 3
    with pytest.raises(Overloaded):
        admit(ADA, {"shop": 1})  # seen last less than half a second ago
    clock.step(timedelta(seconds=0.5))
    admit(ADA, {"shop": 1})


def test_nothing_new_comes_in_while_something_waits_for_long(
    world: Injector, clock: SteppingClock
) -> None:
    admit = admitting(world, clock, longest=timedelta(seconds=30))
    world.get(AcceptEvents)(ADA, [an_event()])
    came = world.get(TailReader).tail().oldest
    assert came is not None
    clock.step(came + timedelta(seconds=30) - clock.now())
    admit(ADA, {"shop": 1})
    clock.step(timedelta(seconds=1))
    with pytest.raises(Overloaded):
        admit(ADA, {"shop": 1})
    assert world.get(PublishEvents)() == 1
    assert world.get(TailReader).tail().oldest is None

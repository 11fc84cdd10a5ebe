"""What following states promises, on every database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations
from threading import Barrier

import pytest
from injector import Injector

from application.events.consumers.follow_states import FlushStates, FollowStates
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.ports import ProcessingStore
from contract.events.conftest import Take
from domain.events.entity import PATIENCE, Entity
from domain.events.incoming import Incoming
from domain.events.seen import Lane, SeenEvent
from entrypoints.testing.doubles import SteppingClock
from support.people import NOON
from support.told import an_event


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOON)


def trace(key: str) -> list[Incoming]:
    return [an_event(key=key, sequence=number, data={"state": number}) for number in (1, 2, 3)]


def held(world: Injector, lane: Lane) -> Entity:
    with world.get(ProcessingStore).transaction("states", alone=True) as work:
        return work.entities.by_lanes([lane])[lane]


def test_every_order_ends_in_the_same_state(
    world: Injector, take: Take, clock: SteppingClock
) -> None:
    consumer = FollowStates(clock)
    for number, order in enumerate(permutations(range(3))):
        events = take(*trace(f"payment {number}"))
        for one in order:
            world.get(ApplyEvents)(consumer, [events[one]])
        entity = held(world, events[0].lane)
        assert entity.latest is not None
        assert (entity.latest.sequence, entity.latest.sealed) == (3, events[2].sealed)
        assert (entity.waiting, entity.gaps) == ((), 0)


def test_what_waits_too_long_goes_on(world: Injector, take: Take, clock: SteppingClock) -> None:
    flush = FlushStates(world.get(ProcessingStore), clock)
    first, _, last = take(*trace("payment"))
    world.get(ApplyEvents)(FollowStates(clock), [first, last])
    assert flush() == 0

    clock.step(PATIENCE + timedelta(seconds=1))
    assert flush() == 1
    assert flush() == 0
    entity = held(world, first.lane)
    assert entity.latest is not None
    assert (entity.latest.sequence, entity.gaps) == (3, 1)


def test_what_counts_nothing_has_no_state(
    world: Injector, take: Take, clock: SteppingClock
) -> None:
    [plain, keyless] = take(an_event(key="a"), an_event(sequence=1))
    world.get(ApplyEvents)(FollowStates(clock), [plain, keyless])
    assert held(world, plain.lane).latest is None
    assert held(world, keyless.lane).latest is None


def test_many_at_once_lose_no_state(world: Injector, take: Take, clock: SteppingClock) -> None:
    events = take(*(an_event(key="payment", sequence=number) for number in range(1, 9)))
    ready = Barrier(8)

    def tell(event: SeenEvent) -> None:
        ready.wait()
        world.get(ApplyEvents)(FollowStates(clock), [event])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tell, events))
    entity = held(world, events[0].lane)
    assert entity.latest is not None
    assert (entity.latest.sequence, entity.waiting, entity.gaps) == (8, (), 0)

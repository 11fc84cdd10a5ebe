"""What Relays promise about how far the journal was carried, on every database."""

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.ports import Journal
from application.events.processing.ports import Relays
from support.people import ADA, EVE, NOON
from support.told import an_event


@pytest.fixture
def relays(world: Injector) -> Relays:
    return world.get(Relays)


def test_what_is_behind_is_all_that_was_not_carried_in_order(
    world: Injector, relays: Relays
) -> None:
    assert list(relays.behind(10)) == []
    world.get(AcceptEvents)(ADA, [an_event(key="k"), an_event()])
    world.get(AcceptEvents)(EVE, [an_event()])
    kept = list(world.get(Journal).after(0, 10))

    assert list(relays.behind(10)) == kept
    assert list(relays.behind(2)) == kept[:2]
    relays.reached(kept[1].position, NOON)
    assert list(relays.behind(10)) == kept[2:]
    relays.reached(kept[2].position, NOON)
    assert list(relays.behind(10)) == []


def test_who_is_behind_moves_nothing_back(world: Injector, relays: Relays) -> None:
    world.get(AcceptEvents)(ADA, [an_event() for _ in range(3)])
    first, second, third = world.get(Journal).after(0, 10)
    relays.reached(second.position, NOON)
    relays.reached(first.position, NOON)

    assert list(relays.behind(10)) == [third]

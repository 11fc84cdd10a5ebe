"""One final state, whatever the order."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from domain.events.entity import MOST_WAITING, PATIENCE, Entity, Told
from support.people import ADA, NOON

LANE = (ADA.organisation_id, "payment 7")
TRACE = ["created", "authorised", "captured", "refunded", "disputed", "settled"]


def state(sequence: int, kind: str = "paid") -> Told:
    return Told(sequence, kind, NOON, UUID(int=1), f"sealed {sequence}")


def after(*states: Told) -> Entity:
    entity = Entity(lane=LANE)
    for one in states:
        entity = entity.told(one, NOON)
    return entity


@pytest.mark.parametrize("length", range(1, len(TRACE) + 1))
@pytest.mark.parametrize("first", [0, 1])
def test_every_order_of_a_trace_with_a_duplicate_of_each_ends_alike(
    length: int, first: int
) -> None:
    trace = [state(number, kind) for number, kind in enumerate(TRACE[:length], start=first)]
    for order in permutations(trace):
        for again in range(length):
            entity = after(*order, order[again])
            assert (entity.latest, entity.waiting, entity.gaps) == (trace[-1], (), 0)


def test_an_early_state_waits_and_an_old_one_is_only_counted() -> None:
    entity = after(state(1), state(3))
    assert (entity.latest, entity.waiting) == (state(1), (state(3),))
    assert entity.due_at == NOON + PATIENCE

    entity = entity.told(state(2), NOON)
    assert (entity.latest, entity.waiting, entity.due_at) == (state(3), (), None)
    assert entity.told(state(2), NOON).latest == state(3)
    assert entity.told(state(2), NOON).stale == 1


def test_after_a_while_a_gap_is_passed_and_told() -> None:
    later = NOON + timedelta(minutes=9)
    entity = after(state(1), state(4), state(5), state(9)).flushed(later)

    assert (entity.latest, entity.waiting, entity.gaps) == (state(5), (state(9),), 1)
    assert entity.due_at == later + PATIENCE
    assert entity.told(state(2), later).latest == state(5)


def test_nothing_waits_for_ever_nor_without_bound() -> None:
    entity = after(*(state(2 * number) for number in range(2, MOST_WAITING + 4)))
    assert len(entity.waiting) <= MOST_WAITING
    assert entity.gaps > 0
    assert Entity(lane=LANE).flushed(NOON) == Entity(lane=LANE)

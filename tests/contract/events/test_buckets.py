"""What every bucket promises: exact among threads and processes, and nothing taken by halves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from injector import Injector

from application.events.limits.ports import BucketId, Buckets, Spend
from application.events.limits.slices import Slices
from domain.events.limits.policy import HOLD, SECOND, Policy
from support.people import ADA, EVE

ONE, OTHER = BucketId(ADA.organisation_id, ""), BucketId(ADA.organisation_id, "shop")
SLOW, FAST = Policy(10, 100), Policy(2_000, 1_000)
NOW = 1_800_000_000 * SECOND


@pytest.fixture
def buckets(world: Injector) -> Buckets:
    return world.get(Buckets)


def spend(policy: Policy, events: int) -> Spend:
    return Spend(policy.cost(events), policy.depth)


def test_a_bucket_lets_its_burst_through_and_then_its_rate(buckets: Buckets) -> None:
    assert buckets.take({ONE: spend(SLOW, 100)}, NOW).fits
    refused = buckets.take({ONE: spend(SLOW, 1)}, NOW)
    assert not refused.fits
    assert SLOW.wait(refused.levels[ONE], NOW, 1) == SECOND // 10
    assert not buckets.take({ONE: spend(SLOW, 1)}, NOW + SECOND // 10 - 1).fits
    assert buckets.take({ONE: spend(SLOW, 1)}, NOW + SECOND // 10).fits
    assert buckets.take({ONE: spend(SLOW, 100)}, NOW + 60 * SECOND).fits


def test_buckets_have_rooms_of_their_own(buckets: Buckets) -> None:
    elsewhere = BucketId(EVE.organisation_id, "")
    for one in (ONE, OTHER, elsewhere):
        assert buckets.take({one: spend(SLOW, 100)}, NOW).fits


def test_more_than_the_depth_never_fits(buckets: Buckets) -> None:
    assert not buckets.take({ONE: spend(SLOW, 101)}, NOW).fits
    assert buckets.take({ONE: spend(SLOW, 100)}, NOW).fits


def test_of_several_all_are_taken_or_none(buckets: Buckets) -> None:
    assert buckets.take({OTHER: spend(SLOW, 95)}, NOW).fits
    refused = buckets.take({ONE: spend(SLOW, 60), OTHER: spend(SLOW, 6)}, NOW)
    assert not refused.fits
    assert SLOW.room(refused.levels[ONE], NOW) == 100
    assert SLOW.room(refused.levels[OTHER], NOW) == 5
    assert buckets.take({ONE: spend(SLOW, 100), OTHER: spend(SLOW, 5)}, NOW).fits


def test_sixteen_who_take_at_once_get_no_more_than_there_is(buckets: Buckets) -> None:
    assert sum(at_once(lambda _: buckets.take({ONE: spend(SLOW, 7)}, NOW).fits)) == 100 // 7


def test_processes_that_take_in_advance_get_no_more_than_there_is(buckets: Buckets) -> None:
    """Each has slices of its own, as processes do, and each asks in two spans of time."""
    assert FAST.in_advance
    moments = [NOW, NOW + HOLD // 2]
    processes = [Slices(buckets, lambda: moments[0]) for _ in range(16)]

    def flood(number: int) -> int:
        return sum(processes[number].take(ONE, FAST, 3)[0] for _ in range(40)) * 3

    first = sum(at_once(flood))
    moments[0] = moments[1]
    second = sum(at_once(flood))
    assert FAST.quota // 2 < first <= FAST.quota  # what others still hold is nobody's
    assert first + second <= FAST.burst + FAST.per_second * (HOLD // 2) // SECOND
    assert second > 0


def at_once(does: Callable[[int], int]) -> list[int]:
    ready = Barrier(16)

    def run(number: int) -> int:
        ready.wait()
        return does(number)

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(run, range(16)))

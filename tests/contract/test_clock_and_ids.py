"""What every Clock and IdSource promise."""

from datetime import UTC, timedelta

import pytest

from adapters.clock import SystemClock
from adapters.ids import UuidV7Source
from application.clock import Clock
from application.ids import IdSource
from entrypoints.testing import SteppingClock, StoppedClock


@pytest.mark.parametrize(
    "clock", [SystemClock(), StoppedClock(), SteppingClock()], ids=lambda one: type(one).__name__
)
def test_time_is_aware_in_utc_and_never_goes_back(clock: Clock) -> None:
    first, second = clock.now(), clock.now()

    assert first.tzinfo is UTC
    assert second >= first


def test_a_stepping_clock_moves_when_it_is_told_to() -> None:
    clock = SteppingClock()
    before = clock.now()
    clock.step(timedelta(hours=1))

    assert clock.now() - before == timedelta(hours=1)


@pytest.mark.parametrize("ids", [UuidV7Source()], ids=lambda one: type(one).__name__)
def test_ids_are_uuids_of_version_7_that_sort_by_time(ids: IdSource) -> None:
    made = [ids.new() for _ in range(1_000)]

    assert {one.version for one in made} == {7}
    assert made == sorted(made)
    assert len(set(made)) == len(made)

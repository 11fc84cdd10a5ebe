"""When something happened, told by clocks that may be wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.events.timing import Timing
from support.people import NOON

HOUR = timedelta(hours=1)


def test_without_a_moment_it_happened_as_it_came() -> None:
    assert Timing.of(None, None, NOON) == Timing(NOON, None, late=False)


def test_a_clock_that_is_right_is_believed() -> None:
    sent = NOON - timedelta(seconds=20)
    timing = Timing.of(NOON - HOUR, sent, NOON)
    assert timing == Timing(NOON - HOUR, timedelta(seconds=20), late=False)


@pytest.mark.parametrize("off", [-3 * HOUR, 3 * HOUR, timedelta(days=9_000)])
def test_a_clock_that_is_off_is_corrected_by_what_it_said_as_it_sent(off: timedelta) -> None:
    sent = NOON + off
    timing = Timing.of(sent - HOUR, sent, NOON)
    assert timing is not None
    assert (timing.occurred_at, timing.skew) == (NOON - HOUR, -off)


def test_too_far_ahead_is_refused_and_a_day_is_not() -> None:
    day = timedelta(hours=24)
    assert Timing.of(NOON + day, None, NOON) is not None
    assert Timing.of(NOON + day + timedelta(microseconds=1), None, NOON) is None


def test_what_comes_late_is_kept_and_flagged() -> None:
    late = Timing.of(NOON - timedelta(days=400), None, NOON)
    assert late is not None
    assert late.late


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_no_error(year: int) -> None:
    end = datetime(year, 12, 31, tzinfo=UTC)
    Timing.of(end, NOON - timedelta(days=800_000 // 365), NOON)
    Timing.of(end, datetime(9999, 1, 1, tzinfo=UTC), NOON)

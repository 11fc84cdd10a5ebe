"""Times are in the unit that was declared."""

import pytest

from domain.ticks.errors import TimeMalformed
from domain.ticks.moments import TimeUnit, floor, moment

AT = 1_617_566_591_314


def test_both_units_mean_the_same_moment() -> None:
    assert moment(AT, TimeUnit.MILLISECONDS) == AT * 1_000
    assert moment(AT * 1_000 + 7, TimeUnit.MICROSECONDS) == AT * 1_000 + 7


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        (AT, TimeUnit.MICROSECONDS),
        (AT * 1_000, TimeUnit.MILLISECONDS),
        (AT // 1_000, TimeUnit.MILLISECONDS),
        (0, TimeUnit.MILLISECONDS),
        (-AT, TimeUnit.MILLISECONDS),
        (float(AT), TimeUnit.MILLISECONDS),
        (str(AT), TimeUnit.MILLISECONDS),
        (True, TimeUnit.MILLISECONDS),
        (None, TimeUnit.MICROSECONDS),
    ],
)
def test_a_time_in_another_unit_is_refused_and_not_guessed(told: object, unit: TimeUnit) -> None:
    with pytest.raises(TimeMalformed):
        moment(told, unit)


def test_an_interval_begins_at_or_before_a_time() -> None:
    assert floor(120_000_001, 60_000_000) == 120_000_000
    assert floor(120_000_000, 60_000_000) == 120_000_000

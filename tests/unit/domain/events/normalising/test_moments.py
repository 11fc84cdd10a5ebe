"""Moments, in whatever unit."""

from datetime import UTC, datetime

import pytest

from domain.events.json_value import JsonValue
from domain.events.normalising.moments import moment, written

NOON = datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "1795262400123",
        1795262400123,
        1795262400.123,
        "1795262400123000",
        1795262400123000000,
        "2026-11-21T12:00:00.123Z",
        "2026-11-21T19:00:00.123+07:00",
        " 2026-11-21t12:00:00.123z ",
    ],
)
def test_one_moment_however_told(told: JsonValue) -> None:
    found = moment(told)

    assert found is not None
    assert abs((found - NOON).total_seconds()) < 1e-4
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "told",
    [
        None,
        True,
        5,
        -1,
        10**30,
        1e300,
        float("nan"),
        float("inf"),
        "2026-11-21",
        "2026-11-21T12:00:00",
        "24:00",
        "2026-13-41T00:00:00Z",
        [],
        {},
        "٣" * 10,
    ],
)
def test_what_says_no_moment_for_sure_is_none(told: JsonValue) -> None:
    assert moment(told) is None


def test_it_is_written_in_utc() -> None:
    assert written(NOON) == "2026-11-21T12:00:00.123000Z"

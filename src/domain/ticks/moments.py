"""Times of an exchange: milliseconds or microseconds, as declared, and never guessed."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.ticks.errors import TimeMalformed

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR_2000: Final = 946_684_800
_YEAR_2100: Final = 4_102_444_800


class TimeUnit(StrEnum):
    MILLISECONDS = "ms"
    MICROSECONDS = "us"


PER_SECOND: Final = {TimeUnit.MILLISECONDS: 1_000, TimeUnit.MICROSECONDS: SECOND}


def moment(told: object, unit: TimeUnit) -> int:
    """Return microseconds since 1970 of a time told in `unit`; raises TimeMalformed.

    Times from 2000 up to 2100 have 12 or 13 digits in milliseconds and 15 or 16 in microseconds:
    one unit's numbers are never the other's, so what was declared can be held against them.
    """
    per_second = PER_SECOND[unit]
    if type(told) is not int or not _YEAR_2000 * per_second <= told < _YEAR_2100 * per_second:
        raise TimeMalformed(f"a time is a whole number of {unit} from 2000 up to 2100")
    return told * (SECOND // per_second)


def floor(time: int, width: int) -> int:
    """Return the beginning of the interval of that width in which the time lies."""
    return time - time % width


def bounded(time: int) -> int:
    """Return the time, or the nearest from 2000 up to 2100: no exchange tells any other."""
    return min(max(time, _YEAR_2000 * SECOND), _YEAR_2100 * SECOND)


def microseconds(at: datetime) -> int:
    """Return microseconds since 1970 of an aware moment, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def told(time: int) -> datetime:
    """Return the moment, in UTC; `time` is in microseconds since 1970."""
    return EPOCH + timedelta(microseconds=time)

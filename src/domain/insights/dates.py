"""Moments as they are written, before anybody decides in which way they are to be read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple

from domain.insights.cell import CellProblem


class Order(StrEnum):
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"

    @property
    def other(self) -> "Order":
        return Order.MONTH_FIRST if self is Order.DAY_FIRST else Order.DAY_FIRST


class Epoch(StrEnum):
    """What a workbook counts days from."""

    FROM_1900 = "1900"
    FROM_1904 = "1904"


BEGINNINGS = {
    Epoch.FROM_1900: datetime(1899, 12, 30, tzinfo=UTC),
    Epoch.FROM_1904: datetime(1904, 1, 1, tzinfo=UTC),
}
EARLIEST = datetime(1900, 3, 1, tzinfo=UTC)
"""Spreadsheets count a 29 February 1900, which never was: before it nothing can be trusted."""
SERIALS = range(18_000, 80_000)
"""Numbers of days that are taken for dates: 1949 to 2119, from 1900."""
LAST_MONTH = 12


class Numeric(NamedTuple):
    """`04/10/2019 09:00`: which of the first two is the day, the text does not say."""

    first: int
    second: int
    year: int
    time: timedelta
    offset: timedelta | None

    @property
    def is_ambiguous(self) -> bool:
        return self.first != self.second and max(self.first, self.second) <= LAST_MONTH

    def read(self, order: Order) -> datetime:
        """Raises CellProblem when there is no such day."""
        day, month = self.first, self.second
        if order is Order.MONTH_FIRST:
            day, month = month, day
        return moment(self.year, month, day, self.time, self.offset)


class Serial(NamedTuple):
    days: float

    def read(self, epoch: Epoch) -> datetime:
        milliseconds = round(self.days * 86_400_000)
        return BEGINNINGS[epoch] + timedelta(milliseconds=milliseconds)


@dataclass(frozen=True, slots=True)
class Certain:
    """A moment that can be read in one way only; `by` is the rule that reads it."""

    at: datetime
    by: str
    is_cell: bool = False

    @property
    def swapped(self) -> datetime:
        """Return it with day and month in each other's place; raises CellProblem."""
        time = self.at - self.at.replace(hour=0, minute=0, second=0, microsecond=0)
        return moment(self.at.year, self.at.day, self.at.month, time, None)


Written = Numeric | Serial | Certain


def moment(year: int, month: int, day: int, time: timedelta, offset: timedelta | None) -> datetime:
    """Return it in UTC; raises CellProblem where there is none."""
    try:
        zone = UTC if offset is None else timezone(offset)
        return early((datetime(year, month, day, tzinfo=zone) + time).astimezone(UTC))
    except (ValueError, OverflowError):
        raise CellProblem("impossible_date", f"there is no day {day}.{month}.{year}") from None


def early(at: datetime) -> datetime:
    """Return it; raises CellProblem where it is too early to be trusted."""
    if at < EARLIEST:
        raise CellProblem("impossible_date", "the date lies before March 1900")
    return at

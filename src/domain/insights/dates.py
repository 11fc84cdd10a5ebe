"""Moments as people and spreadsheets write them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from domain.insights.cell import Cell, CellProblem, Kind, usable
from domain.insights.texts import BLANKS, tidy


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
        return _moment(self.year, month, day, self.time, self.offset)


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
        return _moment(self.at.year, self.at.day, self.at.month, time, None)


Written = Numeric | Serial | Certain

TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6})\d*)?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,10}(?:/[a-z_]+)*)?)?"
)
FLAGS = re.ASCII | re.IGNORECASE
NUMERIC = re.compile(
    r"(?P<first>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>\d{4}|\d{2})" + TIME, FLAGS
)
YEAR_FIRST = re.compile(r"(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + TIME, FLAGS)
NAMED = re.compile(
    r"(?P<day>\d{1,2})\.?[ -](?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})" + TIME, FLAGS
)
NAME_FIRST = re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + TIME, FLAGS)
NUMBER = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        start=1,
    )
    for length in (3, len(name))
} | {"sept": 9}
ZULU = {"z", "utc", "gmt"}
HOURS, MINUTES = 24, 60
AFTERNOON = 12


def written(cell: Cell) -> Written:
    """Return what the cell says of a moment, before anybody decides; raises CellProblem."""
    kind = usable(cell).kind
    if kind is Kind.MOMENT:
        return Certain(_early(datetime.fromisoformat(cell.text).replace(tzinfo=UTC)), "", True)  # noqa: FBT003 - a cell
    if kind is Kind.NUMBER:
        return _serial(cell.text)
    if kind is Kind.SPAN:
        raise CellProblem("not_a_date", "a time without a date")
    return _written(cell.text)


@lru_cache(maxsize=4096)
def _written(given: str) -> Written:
    text = tidy(given)
    if text.lower() in BLANKS:
        raise CellProblem("date_missing", "no date is given")
    if found := NUMERIC.fullmatch(text):
        if len(found["year"]) == len("19"):
            raise CellProblem("year_of_two_digits", f"{text} does not say the century")
        first, second = int(found["first"]), int(found["other"])
        return Numeric(first, second, int(found["year"]), _time(found), _offset(found))
    if found := YEAR_FIRST.fullmatch(text):
        at = int(found["year"]), int(found["month"]), int(found["day"])
        return Certain(_moment(*at, _time(found), _offset(found)), "date.year_first")
    if found := NAMED.fullmatch(text) or NAME_FIRST.fullmatch(text):
        month = MONTHS.get(found["name"].lower())
        if month is not None:
            at = int(found["year"]), month, int(found["day"])
            return Certain(_moment(*at, _time(found), _offset(found)), "date.month_named")
    if NUMBER.fullmatch(text):
        return _serial(text)
    raise CellProblem("not_a_date", f"{text[:60]} is no date that we know how to read")


def _serial(text: str) -> Serial:
    try:
        days = float(text)
    except ValueError:
        days = 0.0
    if not SERIALS.start <= days < SERIALS.stop:
        raise CellProblem("not_a_date", f"{text[:60]} is a number, and no likely date")
    return Serial(days)


def _time(found: re.Match[str]) -> timedelta:
    if found["hour"] is None:
        return timedelta()
    hour, minute, second = (int(found[one] or 0) for one in ("hour", "minute", "second"))
    half = (found["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= AFTERNOON:
            raise CellProblem("impossible_time", f"there is no hour {hour} of a half day")
        hour = hour % AFTERNOON + (AFTERNOON if half == "p" else 0)
    if hour >= HOURS or minute >= MINUTES or second >= MINUTES:
        raise CellProblem("impossible_time", "there is no such time of day")
    part = int((found["part"] or "0").ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)


def _offset(found: re.Match[str]) -> timedelta | None:
    zone = found["zone"]
    if zone is None:
        return None
    if zone[0] not in "+-":
        if zone.lower() in ZULU:
            return timedelta()
        raise CellProblem("time_zone_named", f"{zone} is not one offset from UTC: write +01:00")
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours >= HOURS or minutes >= MINUTES:
        raise CellProblem("impossible_time", "there is no such offset from UTC")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset


def _moment(year: int, month: int, day: int, time: timedelta, offset: timedelta | None) -> datetime:
    try:
        zone = UTC if offset is None else timezone(offset)
        return _early((datetime(year, month, day, tzinfo=zone) + time).astimezone(UTC))
    except (ValueError, OverflowError):
        raise CellProblem("impossible_date", f"there is no day {day}.{month}.{year}") from None


def _early(at: datetime) -> datetime:
    if at < EARLIEST:
        raise CellProblem("impossible_date", "the date lies before March 1900")
    return at

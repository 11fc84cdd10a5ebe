"""What a cell says of a moment, as people and spreadsheets write it."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from domain.insights.cell import Cell, CellProblem, Kind, usable
from domain.insights.dates import SERIALS, Certain, Numeric, Serial, Written, early, moment
from domain.insights.texts import BLANKS, tidy
from domain.insights.times_of_day import TIME, offset_in, time_in

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


def written(cell: Cell) -> Written:
    """Return what the cell says of a moment, before anybody decides; raises CellProblem."""
    kind = usable(cell).kind
    if kind is Kind.MOMENT:
        return Certain(early(datetime.fromisoformat(cell.text).replace(tzinfo=UTC)), "", True)  # noqa: FBT003 - a cell
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
        return Numeric(first, second, int(found["year"]), time_in(found), offset_in(found))
    if found := YEAR_FIRST.fullmatch(text):
        at = int(found["year"]), int(found["month"]), int(found["day"])
        return Certain(moment(*at, time_in(found), offset_in(found)), "date.year_first")
    if found := NAMED.fullmatch(text) or NAME_FIRST.fullmatch(text):
        month = MONTHS.get(found["name"].lower())
        if month is not None:
            at = int(found["year"]), month, int(found["day"])
            return Certain(moment(*at, time_in(found), offset_in(found)), "date.month_named")
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

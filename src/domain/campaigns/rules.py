"""What a row has to be; rules have versions, for a row is always told which ones it passed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.campaigns.columns import COLUMNS, DAY
from domain.campaigns.errors import RulesUnknown
from domain.campaigns.rate import MOST, rate_code

LONGEST_ID = 100
DIGITS = len(str(MOST))
NEGATIVE = re.compile(r"-0*[1-9][0-9]*", re.ASCII)
FORMULA = ("=", "+", "-", "@")
"""A spreadsheet that opens a cell which begins so takes it for a formula."""
VIEWS = COLUMNS.index("views")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class Reason(StrEnum):
    """Why a row is quarantined. The first that applies is told, in this order."""

    ROW_TOO_LONG = "row_too_long"
    NUL_BYTE = "nul_byte"
    UNDECODABLE = "undecodable"
    STRAY_LINE_BREAK = "stray_line_break"
    BROKEN_QUOTE = "broken_quote"
    REPEATED_HEADER = "repeated_header"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    MISSING = "missing"
    FORMULA = "formula"
    NEGATIVE = "negative"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    TOO_LARGE = "too_large"
    ID_TOO_LONG = "id_too_long"
    ID_UNPRINTABLE = "id_unprintable"
    ID_PADDED = "id_padded"
    ZERO_VIEWS = "zero_views"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    FUTURE_DATE = "future_date"
    ENGAGEMENT_TOO_LARGE = "engagement_too_large"


@dataclass(frozen=True, slots=True)
class Offence:
    """`field` is the column that it is about, where it is about one."""

    reason: Reason
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """What somebody's post did in a campaign; with a `day` it is a fact, which may be revised."""

    campaign_id: int
    influencer_id: str
    likes: int
    comments: int
    shares: int
    views: int
    day: date | None = None

    @property
    def engagements(self) -> int:
        return self.likes + self.comments + self.shares

    @property
    def rate(self) -> int:
        return rate_code(self.engagements, self.views)

    @property
    def day_number(self) -> int | None:
        """Count days from 1 January of year 1, which is 1."""
        return None if self.day is None else self.day.toordinal()


Judge = Callable[[Sequence[str], date], Performance | Offence]


def judged(cells: Sequence[str], latest: date = date.max) -> Performance | Offence:
    """Hold six cells, in the order of COLUMNS, to the rules, and perhaps one of DAY.

    The first offence is returned. No day is after the latest one.
    """
    for offence in offences(cells, latest):
        return offence
    told, day = cells[: len(COLUMNS)], cells[len(COLUMNS) :]
    campaign, likes, comments, shares, views = map(_whole, (told[0], *told[2:]))
    row = Performance(campaign, told[1], likes, comments, shares, views)
    if row.engagements > MOST:
        return Offence(Reason.ENGAGEMENT_TOO_LARGE)
    return replace(row, day=date.fromisoformat(day[0])) if day else row


def offences(cells: Sequence[str], latest: date = date.max) -> Iterator[Offence]:
    """Yield what is wrong with each cell, in order; a column has one offence at most."""
    yield from _six_offences(cells[: len(COLUMNS)])
    for cell in cells[len(COLUMNS) :]:
        reason = _day_offence(cell, latest)
        if reason is not None:
            yield Offence(reason, DAY)


def _six_offences(cells: Sequence[str]) -> Iterator[Offence]:
    for number, cell in enumerate(cells):
        reason = _id_offence(cell) if number == 1 else _number_offence(cell)
        if reason is None and number == VIEWS and _whole(cell) == 0:
            reason = Reason.ZERO_VIEWS
        if reason is not None:
            yield Offence(reason, COLUMNS[number])


def _whole(cell: str) -> int:
    """Read digits that fit: int() refuses more than 4,300 of them, noughts before a number too."""
    return int(cell.lstrip("0") or "0")


def _number_offence(cell: str) -> Reason | None:
    if cell.isascii() and cell.isdigit():
        fits = len(cell.lstrip("0")) <= DIGITS and _whole(cell) <= MOST
        return None if fits else Reason.TOO_LARGE
    if not cell.strip():
        return Reason.MISSING
    if cell.startswith(("=", "@")):
        return Reason.FORMULA
    return Reason.NEGATIVE if NEGATIVE.fullmatch(cell) else Reason.NOT_A_WHOLE_NUMBER


def _id_offence(cell: str) -> Reason | None:
    bare = cell.strip()
    if not bare:
        return Reason.MISSING
    if not cell.isprintable():
        return Reason.ID_UNPRINTABLE
    if bare.startswith(FORMULA):
        return Reason.FORMULA
    if bare != cell:
        return Reason.ID_PADDED
    return Reason.ID_TOO_LONG if len(cell) > LONGEST_ID else None


def _day_offence(cell: str, latest: date) -> Reason | None:
    """Days are written as ISO 8601 has them: `04/10/2019` may be two, and is none."""
    if not cell.strip():
        return Reason.MISSING
    if cell.startswith(FORMULA):
        return Reason.FORMULA
    if not ISO_DAY.fullmatch(cell):
        return Reason.NOT_A_DATE
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return Reason.NO_SUCH_DAY
    return Reason.FUTURE_DATE if day > latest else None


RULES: Mapping[int, Judge] = {1: judged, 2: judged}
NEWEST = max(RULES)
WITH_DAYS = 2
"""From this version on a column DAY is read; before it is one of those that are read over."""


def reads_days(version: int) -> bool:
    return version >= WITH_DAYS


def rules_of(version: int) -> Judge:
    """Raises RulesUnknown."""
    if version not in RULES:
        raise RulesUnknown(tuple(RULES))
    return RULES[version]

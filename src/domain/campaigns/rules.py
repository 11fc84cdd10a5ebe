"""What a row has to be; rules have versions, for a row is always told which ones it passed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.campaigns.columns import COLUMNS
from domain.campaigns.errors import RulesUnknown
from domain.campaigns.rate import MOST, rate_code

LONGEST_ID = 100
DIGITS = len(str(MOST))
NEGATIVE = re.compile(r"-0*[1-9][0-9]*", re.ASCII)
FORMULA = ("=", "+", "-", "@")
"""A spreadsheet that opens a cell which begins so takes it for a formula."""
VIEWS = COLUMNS.index("views")


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
    ENGAGEMENT_TOO_LARGE = "engagement_too_large"


@dataclass(frozen=True, slots=True)
class Offence:
    """`field` is the column that it is about, where it is about one."""

    reason: Reason
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """What somebody's post did in a campaign."""

    campaign_id: int
    influencer_id: str
    likes: int
    comments: int
    shares: int
    views: int

    @property
    def engagements(self) -> int:
        return self.likes + self.comments + self.shares

    @property
    def rate(self) -> int:
        return rate_code(self.engagements, self.views)


Judge = Callable[[Sequence[str]], Performance | Offence]


def judged(cells: Sequence[str]) -> Performance | Offence:
    """Hold six cells, in the order of COLUMNS, to version 1; the first offence is returned."""
    for offence in offences(cells):
        return offence
    numbers = [int(one) for one in (cells[0], *cells[2:])]
    row = Performance(numbers[0], cells[1], *numbers[1:])
    return Offence(Reason.ENGAGEMENT_TOO_LARGE) if row.engagements > MOST else row


def offences(cells: Sequence[str]) -> Iterator[Offence]:
    """Yield what is wrong with each cell, in order; a column has one offence at most."""
    for number, cell in enumerate(cells):
        reason = _id_offence(cell) if number == 1 else _number_offence(cell)
        if reason is None and number == VIEWS and int(cell) == 0:
            reason = Reason.ZERO_VIEWS
        if reason is not None:
            yield Offence(reason, COLUMNS[number])


def _number_offence(cell: str) -> Reason | None:
    if cell.isascii() and cell.isdigit():
        fits = len(cell.lstrip("0")) <= DIGITS and int(cell) <= MOST
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


RULES: Mapping[int, Judge] = {1: judged}
NEWEST = max(RULES)


def rules_of(version: int) -> Judge:
    """Raises RulesUnknown."""
    if version not in RULES:
        raise RulesUnknown(tuple(RULES))
    return RULES[version]

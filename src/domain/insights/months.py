"""Months of products: `01-2019`, `2019-01`, `January 2019`, or a day of one."""

import re

from domain.insights.cell import Cell, CellProblem, Kind
from domain.insights.date_texts import MONTHS, written
from domain.insights.dates import LAST_MONTH, Certain, Numeric, Written
from domain.insights.texts import tidy

MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
NAMED = re.compile(r"([A-Za-z]{3,9})\.?[ -](\d{4})", re.ASCII)


def read_month(cell: Cell) -> str | Written:
    """Return `2019-01`, or a moment within it that is still to be read; raises CellProblem.

    A spreadsheet that is told a month keeps its first day: nobody took that for a month.
    """
    if cell.kind is Kind.TEXT:
        text = tidy(cell.text)
        if found := MONTH_FIRST.fullmatch(text):
            return _month(int(found[2]), int(found[1]))
        if found := YEAR_FIRST.fullmatch(text):
            return _month(int(found[1]), int(found[2]))
        if (found := NAMED.fullmatch(text)) and found[1].lower() in MONTHS:
            return _month(int(found[2]), MONTHS[found[1].lower()])
    said = written(cell)
    if isinstance(said, Certain) and said.is_cell and said.at.day == 1:
        return f"{said.at.year:04}-{said.at.month:02}"
    if isinstance(said, (Certain, Numeric)):
        return said
    raise CellProblem("not_a_month", f"{cell.text[:40]} is no month")


def _month(year: int, month: int) -> str:
    if not 1 <= month <= LAST_MONTH or year < EARLIEST_YEAR:
        raise CellProblem("impossible_month", f"there is no month {month} of {year}")
    return f"{year:04}-{month:02}"


EARLIEST_YEAR = 1900

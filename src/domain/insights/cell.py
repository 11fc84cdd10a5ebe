"""What stands in a cell, as the file itself tells it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """MOMENT is a number that the workbook shows as a date, already told as `2019-10-04T09:00:00`.

    SPAN is a time of day or a duration. UNKNOWN is a formula that nobody has worked out. MERGED is
    covered by another cell that it was merged with.
    """

    EMPTY = "-"
    TEXT = "s"
    NUMBER = "n"
    MOMENT = "d"
    BOOLEAN = "b"
    SPAN = "t"
    ERROR = "e"
    UNKNOWN = "f"
    MERGED = "m"


class Cell(NamedTuple):
    """A tuple and no dataclass: millions of them are made for one file."""

    kind: Kind
    text: str


NOTHING = Cell(Kind.EMPTY, "")


class Line(NamedTuple):
    """A row of a sheet; `number` counts from 1, as the spreadsheet shows it."""

    sheet: str
    number: int
    cells: Sequence[Cell]


class CellProblem(Exception):
    """The row cannot be taken in because of this cell: `reason` is for programs."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


UNUSABLE = {
    Kind.ERROR: ("cell_error", "the cell holds an error"),
    Kind.UNKNOWN: ("formula_without_value", "the formula was never worked out"),
    Kind.MERGED: ("merged_cell", "the cell is merged with another, which may not be its value"),
    Kind.BOOLEAN: ("cell_boolean", "the cell holds true or false"),
}


def usable(cell: Cell) -> Cell:
    """Return it; raises CellProblem for one that says nothing."""
    if cell.kind in UNUSABLE:
        raise CellProblem(*UNUSABLE[cell.kind])
    return cell

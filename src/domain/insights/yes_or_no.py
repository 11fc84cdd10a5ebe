"""Cells that say whether somebody opted out."""

from domain.insights.cell import Cell, CellProblem, Kind
from domain.insights.interpretation import Rule
from domain.insights.texts import read_text

YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
READ, UNCLEAR = "yes_or_no", "opted_out.unclear"


def has_opted_out(cell: Cell) -> tuple[bool | None, Rule]:
    """Return None for a cell that says nothing, and yes for one that is not clear.

    A day, a cross, an error: who may have opted out is not written to.
    """
    try:
        said = cell.text if cell.kind is Kind.BOOLEAN else read_text(cell)
    except CellProblem:
        return True, UNCLEAR
    if said is None:
        return None, READ
    if said.lower() in YES | NO:
        return said.lower() in YES, READ
    return True, UNCLEAR

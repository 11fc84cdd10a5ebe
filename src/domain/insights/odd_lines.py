"""Lines of a table that are no rows of it: blank ones, headings, totals, covered ones."""

from domain.insights.cell import CellProblem, Kind, Line
from domain.insights.columns import Found
from domain.insights.texts import is_total, tidy


def why_none(line: Line, table: Found, why: CellProblem) -> tuple[str, str]:
    """Return the reason and the detail of a row that could not be read."""
    if is_heading(line, table):
        return "header_repeated", "the header stands here once more"
    if any(one.kind is Kind.TEXT and is_total(one.text) for one in line.cells):
        return "totals_row", "the row adds others up"
    if covered(line):
        return "merged_cell", "the row is covered by merged cells"
    return why.reason, why.detail


def is_heading(line: Line, table: Found) -> bool:
    return all(
        at < len(line.cells) and tidy(line.cells[at].text) == table.names[name]
        for name, at in table.places.items()
    )


def covered(line: Line) -> bool:
    return all(one.kind in {Kind.MERGED, Kind.EMPTY} for one in line.cells)


def is_blank(line: Line) -> bool:
    """Whether nothing at all stands there, so that it is no row."""
    return all(
        one.kind is Kind.EMPTY or (one.kind is Kind.TEXT and not tidy(one.text))
        for one in line.cells
    )

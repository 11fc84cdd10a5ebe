"""Who opted out by any row of a file: no other row of theirs takes that back."""

from collections.abc import Iterable

from domain.insights.cell import Line
from domain.insights.columns import Found, TableKind
from domain.insights.ids import CustomerId
from domain.insights.interpretation import Interpretation
from domain.insights.row_reader import RowReader
from domain.insights.rows import Change, CustomerRow
from domain.insights.tables_in import TablesIn

ELSEWHERE = "opted_out.elsewhere"
"""The rule by which a row says yes: another row of the customer does."""


def who_opted_out(
    tables: TablesIn, how: Interpretation, lines: Iterable[Line]
) -> frozenset[CustomerId]:
    """Return of whom any row says so, whatever else rows of theirs say."""
    found = set()
    for table, line in tables.rows(lines):
        if table.kind is not TableKind.CUSTOMERS or table.sheet in how.skipped:
            continue
        row = RowReader(table, how).read(line)
        if isinstance(row, CustomerRow) and row.opted_out:
            found.add(row.id)
    return frozenset(found)


def held_to_it(row: CustomerRow, table: Found, line: Line) -> tuple[CustomerRow, Change]:
    """Return the row saying that they opted out, and the line of the ledger that tells of it."""
    at = table.places.get("opted_out")
    before = line.cells[at].text if at is not None and at < len(line.cells) else ""
    column = table.names.get("opted_out", "opted_out")
    change = Change(line.sheet, line.number, column, before, "yes", ELSEWHERE)
    return row._replace(opted_out=True, given=row.given | {"opted_out"}), change

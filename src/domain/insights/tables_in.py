"""Tables found in a file, and their rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.errors import Invalid
from domain.insights.cell import Line
from domain.insights.columns import Asked, Found, recognised
from domain.insights.odd_lines import is_blank

HEADER_WITHIN = 10
"""Rows that may stand above a header: titles, notes, a heading of several columns."""


class ColumnsUnknown(Invalid):
    code = "columns_unknown"

    def __init__(self, why: str = "") -> None:
        super().__init__(
            why
            or "no sheet has the columns of customers, interactions or products: "
            "name them in `mapping`, and the table in `kind`"
        )


class ColumnMissing(ColumnsUnknown):
    """What is mapped and not there would be lost without a word."""

    code = "column_missing"

    def __init__(self, field: str, column: str) -> None:
        super().__init__(f"no table has {field[:60]} in a column named {column[:60]!r}")


@dataclass(slots=True)
class TablesIn:
    """Goes through the lines of a file once; `found` grows as headers are come to.

    A sheet holds one table: its header is the first row that is recognised as one.
    """

    asked: Asked
    hidden: frozenset[str] = frozenset()
    found: dict[str, Found] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    """How many rows of each sheet stand above its header, or in no table at all."""

    def rows(self, lines: Iterable[Line]) -> Iterator[tuple[Found, Line]]:
        for line in lines:
            if is_blank(line):
                continue
            table = self.found.get(line.sheet)
            if table is not None:
                yield table, line
                continue
            self._look(line)

    def _look(self, line: Line) -> None:
        above = self.passed.get(line.sheet, 0)
        table = None
        if above < HEADER_WITHIN:
            table = recognised(line.sheet, line.number, line.cells, self.asked)
        if table is None:
            self.passed[line.sheet] = above + 1
        else:
            self.found[line.sheet] = table

    def check(self) -> None:
        """See that there is a table, and what was mapped; raises ColumnsUnknown."""
        if not self.found:
            raise ColumnsUnknown
        for name, column in self.asked.mapping.items():
            if not any(name in one.places for one in self.found.values()):
                raise ColumnMissing(name, column)

    @property
    def without_table(self) -> dict[str, int]:
        return {sheet: rows for sheet, rows in self.passed.items() if sheet not in self.found}

"""A file read once more, now that everything is decided: each row is taken in or refused."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.insights.cell import Line
from domain.insights.columns import Found
from domain.insights.ids import CustomerId
from domain.insights.interpretation import Interpretation
from domain.insights.labels import label_of
from domain.insights.opting_out import held_to_it
from domain.insights.row_reader import RowReader
from domain.insights.rows import (
    Change,
    Content,
    CustomerRow,
    InteractionRow,
    ProductRow,
    Refused,
    Row,
)
from domain.insights.sayings import Sayings
from domain.insights.survey import key_of, name_of
from domain.insights.tables_in import TablesIn


class Resolved(NamedTuple):
    """What the row says, with a name that is equal for rows that say the same of the same."""

    row: Row
    content: Content
    changes: Sequence[Change]
    line: Line
    table: Found


@dataclass(slots=True)
class Resolution:
    """Remembers 16 bytes of each interaction, so that one that comes twice is known."""

    tables: TablesIn
    how: Interpretation
    sayings: Sayings
    opted_out: Collection[CustomerId] = frozenset()
    """Who did by any row of the file."""
    _seen: set[Content] = field(default_factory=set)
    _repeated: dict[Content, int] = field(default_factory=dict)
    _readers: dict[str, RowReader] = field(default_factory=dict)

    def rows(self, lines: Iterable[Line]) -> Iterator[Resolved | Refused]:
        """Yield what becomes of each row of each table, in the order of the file."""
        for table, line in self.tables.rows(lines):
            if table.sheet in self.how.skipped:
                yield _refused(table, line, "sheet_hidden", "its sheet is hidden")
                continue
            reader = self._readers.get(table.sheet)
            if reader is None:
                reader = self._readers[table.sheet] = RowReader(table, self.how)
            row = reader.read(line)
            if isinstance(row, Refused):
                yield row
            elif isinstance(row, InteractionRow):
                yield self._interaction(row, reader.changes, table, line)
            else:
                yield self._fact(row, reader.changes, table, line)

    def _interaction(
        self, row: InteractionRow, changes: Sequence[Change], table: Found, line: Line
    ) -> Resolved | Refused:
        content = row.content()
        if content not in self._seen:
            self._seen.add(content)
        elif self.how.repeats:
            repetition = self._repeated[content] = self._repeated.get(content, 0) + 1
            content = row.content(repetition)
        else:
            return _refused(table, line, "duplicate_row", "the file says the same before")
        return Resolved(row, content, changes, line, table)

    def _fact(
        self, row: CustomerRow | ProductRow, changes: Sequence[Change], table: Found, line: Line
    ) -> Resolved | Refused:
        label = label_of(row)
        winner = self.how.winners.get(name_of(row))
        if winner is not None and label != winner:
            return _refused(table, line, "conflict", f"decided otherwise: {winner}")
        before = self.sayings.first(key_of(row), label)
        if before == label:
            return _refused(table, line, "duplicate_row", "the file says the same before")
        if before is not None:
            return _refused(table, line, "conflict", f"the file says {before} before")
        if isinstance(row, CustomerRow) and not row.opted_out and row.id in self.opted_out:
            row, change = held_to_it(row, table, line)
            changes = [*changes, change]
        return Resolved(row, b"", changes, line, table)


def _refused(table: Found, line: Line, reason: str, detail: str) -> Refused:
    column = next(iter(table.names.values()))
    at = next(iter(table.places.values()))
    value = line.cells[at].text if at < len(line.cells) else ""
    return Refused(line.sheet, line.number, column, value, reason, detail)

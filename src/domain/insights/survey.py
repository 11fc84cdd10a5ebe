"""What a file holds that has to be decided, found out in one pass."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.insights import channels
from domain.insights.cell import NOTHING, Cell, CellProblem, Line
from domain.insights.columns import Found, TableKind
from domain.insights.date_texts import written
from domain.insights.dates import Certain, Numeric, Serial
from domain.insights.evidence import DateEvidence
from domain.insights.ids import Doubtful, read_ids
from domain.insights.interpretation import Interpretation
from domain.insights.labels import label_of
from domain.insights.months import read_month
from domain.insights.row_reader import RowReader
from domain.insights.rows import CustomerRow, ProductRow
from domain.insights.sayings import Key, Sayings
from domain.insights.tables_in import TablesIn
from domain.insights.texts import read_text
from domain.insights.yes_or_no import has_opted_out

MOST_KINDS = 1_000
"""So many different doubtful texts are asked about; rows with others are refused."""
DATED = {TableKind.INTERACTIONS: "started_at", TableKind.PRODUCTS: "month"}
NAMING = {TableKind.INTERACTIONS: "customers", TableKind.CUSTOMERS: "id"}


@dataclass(slots=True)
class Survey:
    """Counts; what rows say of customers and months the sayings remember, to see if they agree."""

    tables: TablesIn
    sayings: Sayings
    evidence: DateEvidence = field(default_factory=DateEvidence)
    serials: int = 0
    doubtful: dict[str, Doubtful] = field(default_factory=dict)
    channels: Counter[str] = field(default_factory=Counter)
    sentiments: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    disputed: dict[str, list[str]] = field(default_factory=dict)
    months: dict[str, str] = field(default_factory=dict)
    """What was said first of each, by its label."""
    rows: Counter[str] = field(default_factory=Counter)
    opting_out: int = 0
    _sheet: str = ""

    def take(self, lines: Iterable[Line]) -> None:
        for table, line in self.tables.rows(lines):
            if line.sheet != self._sheet:
                self._sheet = line.sheet
                self.evidence.next_table()
            self.rows[line.sheet] += 1
            self._dates(table, line)
            self._ids(table, line)
            if table.kind is TableKind.INTERACTIONS:
                self._names(table, line)
            else:
                self._facts(table, line)

    def _dates(self, table: Found, line: Line) -> None:
        name = DATED.get(table.kind)
        if name is None:
            return
        try:
            cell = _cell(table, line, name)
            said = read_month(cell) if table.kind is TableKind.PRODUCTS else written(cell)
        except CellProblem:
            return
        if isinstance(said, Serial):
            self.serials += 1
        elif isinstance(said, (Numeric, Certain)):
            self.evidence.hear(said)

    def _ids(self, table: Found, line: Line) -> None:
        name = NAMING.get(table.kind)
        if name is None:
            return
        try:
            read = read_ids(_cell(table, line, name))
        except CellProblem:
            return
        if isinstance(read, Doubtful) and (
            read.text in self.doubtful or len(self.doubtful) < MOST_KINDS
        ):
            self.doubtful[read.text] = read
            self.cells[read.text] += 1

    def _names(self, table: Found, line: Line) -> None:
        for name, known, unknown in (
            ("channel", channels.channel, self.channels),
            ("sentiment", channels.sentiment, self.sentiments),
        ):
            if name not in table.places:
                continue
            try:
                said = read_text(_cell(table, line, name))
            except CellProblem:
                continue
            if (
                said is not None
                and not known(said)[1]
                and (said in unknown or len(unknown) < MOST_KINDS)
            ):
                unknown[said] += 1

    def _facts(self, table: Found, line: Line) -> None:
        if "opted_out" in table.places:
            self.opting_out += bool(has_opted_out(_cell(table, line, "opted_out"))[0])
        row = RowReader(table, Interpretation()).read(line)
        if isinstance(row, (CustomerRow, ProductRow)):
            self._compare(row)

    def _compare(self, row: CustomerRow | ProductRow) -> None:
        label = label_of(row)
        before = self.sayings.first(key_of(row), label)
        if isinstance(row, ProductRow):
            self.months.setdefault(row.month, label)
        name = name_of(row)
        if before in {None, label} or (
            name not in self.disputed and len(self.disputed) >= MOST_KINDS
        ):
            return
        said = self.disputed.setdefault(name, [str(before)])
        if label not in said and len(said) < MOST_KINDS:
            said.append(label)


def key_of(row: CustomerRow | ProductRow) -> Key:
    return row.id if isinstance(row, CustomerRow) else row.month


def name_of(row: CustomerRow | ProductRow) -> str:
    """Return what it is called in decisions."""
    return f"customer:{row.id}" if isinstance(row, CustomerRow) else f"month:{row.month}"


def _cell(table: Found, line: Line, name: str) -> Cell:
    at = table.places[name]
    return line.cells[at] if at < len(line.cells) else NOTHING

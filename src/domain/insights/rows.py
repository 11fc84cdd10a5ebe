"""Rows of a file as what they say, and what was changed to say it."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from domain.insights import channels
from domain.insights.cell import NOTHING, Cell, CellProblem, Kind, Line
from domain.insights.columns import Found
from domain.insights.ids import CustomerId
from domain.insights.interpretation import Interpretation, Rule
from domain.insights.texts import is_total, read_text, tidy
from domain.insights.yes_or_no import has_opted_out

Content = bytes
DIGEST = 16


class Change(NamedTuple):
    sheet: str
    row: int
    column: str
    before: str
    after: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken in, because of what stands in this column."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    detail: str


class InteractionRow(NamedTuple):
    """A tuple: there may be a million. `content` is equal for rows that say the same."""

    started_at: datetime
    channel: str
    customers: tuple[CustomerId, ...]
    topic: str | None
    sentiment: str | None
    row: int

    def content(self, repetition: int = 0) -> Content:
        ids = ",".join(map(str, sorted(self.customers)))
        said = (self.started_at.isoformat(), self.channel, ids, self.topic, self.sentiment)
        text = "\x1f".join(one or "" for one in said) + f"\x1f{repetition}"
        return blake2b(text.encode(), digest_size=DIGEST).digest()

    @property
    def month(self) -> str:
        return month_of(self.started_at)


def month_of(at: datetime) -> str:
    """Return `2019-01`."""
    return f"{at.year:04}-{at.month:02}"


class CustomerRow(NamedTuple):
    """`given` names what the file says at all: what it has no column for stays as it is.

    Whether somebody `opted_out` also stays as it is where the cell is blank, which is None.
    """

    id: CustomerId
    occupation: str | None
    type: str | None
    given: frozenset[str]
    opted_out: bool | None = None


class ProductRow(NamedTuple):
    month: str
    product: str


Row = InteractionRow | CustomerRow | ProductRow


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table; `changes` grows while a row is read."""

    table: Found
    how: Interpretation
    changes: list[Change] = field(default_factory=list)
    _line: Line = field(default=Line("", 0, ()))
    _field: str = ""

    def read(self, line: Line) -> Row | Refused:
        """Return what the row says, with what was changed in `changes`."""
        self._line, self.changes = line, []
        try:
            row: Row = getattr(self, f"_{self.table.kind.value}")()
        except CellProblem as why:
            self.changes = []
            return self._refused(why)
        return row

    def _interactions(self) -> InteractionRow:
        cell = self._cell("started_at")
        at, rule = self.how.moment(cell)
        self._changed(cell, at.isoformat().replace("+00:00", "Z"), rule)
        cell = self._cell("customers")
        ids, rule = self.how.customers(cell)
        self._changed(cell, ", ".join(map(str, ids)), rule)
        return InteractionRow(
            at, self._channel(), ids, self._text("topic"), self._sentiment(), self._line.number
        )

    def _customers(self) -> CustomerRow:
        cell = self._cell("id")
        ids, rule = self.how.customers(cell)
        if len(ids) != 1:
            raise CellProblem("not_an_id", "a row of customers names several")
        self._changed(cell, str(ids[0]), rule)
        given = frozenset(self.table.places) - {"id"}
        said = (self._text("occupation"), self._text("type"))
        return CustomerRow(ids[0], *said, given, self._opted_out())

    def _products(self) -> ProductRow:
        cell = self._cell("month")
        month, rule = self.how.month(cell)
        self._changed(cell, month, rule)
        product = self._text("product")
        if product is None:
            raise CellProblem("product_missing", "no product is named")
        return ProductRow(month, product)

    def _channel(self) -> str:
        said = self._text("channel")
        if said is None:
            raise CellProblem("channel_missing", "no channel is named")
        known, _ = channels.channel(said)
        chosen = self.how.channels.get(known, known)
        self._replaced(said, chosen, "channel" if chosen == known else "channel.decided")
        return chosen

    def _sentiment(self) -> str | None:
        said = self._text("sentiment")
        if said is None:
            return None
        known, _ = channels.sentiment(said)
        chosen = self.how.sentiments.get(known, known)
        self._replaced(said, chosen, "sentiment" if chosen == known else "sentiment.decided")
        return chosen

    def _opted_out(self) -> bool | None:
        if "opted_out" not in self.table.places:
            return None
        cell = self._cell("opted_out")
        said, rule = has_opted_out(cell)
        self._changed(cell, {None: "", True: "yes", False: "no"}[said], rule)
        return said

    def _text(self, name: str) -> str | None:
        if name not in self.table.places:
            return None
        cell = self._cell(name)
        said = read_text(cell)
        self._changed(cell, said or "", "text" if said else "blank")
        return said

    def _cell(self, name: str) -> Cell:
        self._field = name
        at = self.table.places[name]
        return self._line.cells[at] if at < len(self._line.cells) else NOTHING

    def _changed(self, cell: Cell, after: str, rule: Rule) -> None:
        if rule and cell.text != after:
            self._add(cell.text, after, rule)

    def _replaced(self, before: str, after: str, rule: Rule) -> None:
        if before != after:
            self._add(before, after, rule)

    def _add(self, before: str, after: str, rule: Rule) -> None:
        name = self.table.names[self._field]
        line = self._line
        self.changes.append(Change(line.sheet, line.number, name, before, after, rule))

    def _refused(self, why: CellProblem) -> Refused:
        reason, detail = why.reason, why.detail
        if is_heading(self._line, self.table):
            reason, detail = "header_repeated", "the header stands here once more"
        elif any(one.kind is Kind.TEXT and is_total(one.text) for one in self._line.cells):
            reason, detail = "totals_row", "the row adds others up"
        elif covered(self._line):
            reason, detail = "merged_cell", "the row is covered by merged cells"
        value = self._cell(self._field).text
        column = self.table.names[self._field]
        return Refused(self._line.sheet, self._line.number, column, value, reason, detail)


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

"""Reads rows of a file as what they say, and tells what was changed to say it."""

from dataclasses import dataclass, field

from domain.insights import channels
from domain.insights.cell import NOTHING, Cell, CellProblem, Line
from domain.insights.columns import Found
from domain.insights.interpretation import Interpretation, Rule
from domain.insights.odd_lines import why_none
from domain.insights.rows import Change, CustomerRow, InteractionRow, ProductRow, Refused, Row
from domain.insights.texts import read_text
from domain.insights.yes_or_no import has_opted_out


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
        line, column = self._line, self.table.names[self._field]
        value = self._cell(self._field).text
        return Refused(line.sheet, line.number, column, value, *why_none(line, self.table, why))

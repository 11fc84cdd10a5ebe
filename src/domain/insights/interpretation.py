"""How the cells of one file are to be read, once everything is decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.insights import channels
from domain.insights.cell import Cell, CellProblem
from domain.insights.date_texts import written
from domain.insights.dates import Certain, Epoch, Order, Serial, Written
from domain.insights.decision import (
    DATE_ORDER,
    DUPLICATES,
    OPTED_OUT,
    ORPHANS,
    REFUSE,
    SERIALS,
    SWAPPED,
    Decision,
)
from domain.insights.ids import CustomerId, read_ids
from domain.insights.months import read_month
from domain.insights.texts import tidy

Rule = str
"""The name of what read a cell; empty for one that is held as it was written."""
VERSION = 1
"""Of all the rules together: a row of the ledger names it."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    order: Order | None = None
    epoch: Epoch | None = None
    swapped: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    sentiments: Mapping[str, str] = field(default_factory=dict)
    winners: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    repeats: bool = False
    refuses_orphans: bool = False
    hears_of_opting_out: bool = False

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Interpretation":
        choices = {(one.kind, one.key): one.choice for one in decisions if one.choice is not None}
        by_kind: dict[str, dict[str, str]] = {}
        for (kind, key), choice in choices.items():
            by_kind.setdefault(kind, {})[key] = choice
        single = {kind: next(iter(of_kind.values())) for kind, of_kind in by_kind.items()}
        epoch, order = single.get(SERIALS), single.get(DATE_ORDER)
        sheets = by_kind.get("hidden_sheet", {})
        return cls(
            order=Order(order) if order else None,
            epoch=Epoch(epoch) if epoch in set(Epoch) else None,
            swapped=single.get(SWAPPED, ""),
            ids=_named(by_kind.get("doubtful_id", {})),
            channels=_read(by_kind.get("unknown_channel", {}), channels.channel),
            sentiments=_read(by_kind.get("unknown_sentiment", {}), channels.sentiment),
            winners=by_kind.get("conflict", {}),
            skipped=frozenset(
                key.partition(":")[2] for key, choice in sheets.items() if choice == "skip"
            ),
            repeats=single.get(DUPLICATES) == "each",
            refuses_orphans=single.get(ORPHANS) == REFUSE,
            hears_of_opting_out=OPTED_OUT in single,
        )

    def moment(self, cell: Cell) -> tuple[datetime, Rule]:
        """Raises CellProblem."""
        return self._read(written(cell))

    def month(self, cell: Cell) -> tuple[str, Rule]:
        """Return `2019-01`; raises CellProblem."""
        said = read_month(cell)
        if isinstance(said, str):
            return said, "month"
        at, rule = self._read(said)
        return f"{at.year:04}-{at.month:02}", rule or "month.of_a_day"

    def _read(self, said: Written) -> tuple[datetime, Rule]:
        if isinstance(said, Certain):
            return self._certain(said)
        if isinstance(said, Serial):
            if self.epoch is None:
                raise CellProblem("serial_refused", "a bare number stands for a date")
            return said.read(self.epoch), f"date.serial_{self.epoch.value}"
        if said.first == said.second:
            return said.read(Order.DAY_FIRST), "date.either_way"
        if self.order is None:
            raise CellProblem("date_order_open", "nobody says which is the day")
        return said.read(self.order), f"date.{self.order.value}"

    def _certain(self, said: Certain) -> tuple[datetime, Rule]:
        if not said.is_cell or not self.swapped or self.swapped == "as_they_are":
            return said.at, said.by
        if self.swapped == REFUSE:
            raise CellProblem("date_doubtful", "a program may have taken the day for the month")
        return said.swapped, "date.swapped_back"

    def customers(self, cell: Cell) -> tuple[tuple[CustomerId, ...], Rule]:
        """Raises CellProblem."""
        read = read_ids(cell)
        if isinstance(read, tuple):
            return read, "ids"
        choice = self.ids.get(read.text, REFUSE)
        if choice == REFUSE:
            raise CellProblem("doubtful_id", f"{read.text} may not mean a customer")
        return (CustomerId(int(choice)),), "ids.decided"


def _read(choices: Mapping[str, str], known: Callable[[str], tuple[str, bool]]) -> dict[str, str]:
    """Return what was chosen as a cell that says so is read: ` email ` is Email."""
    return {name: known(tidy(choice))[0] for name, choice in _named(choices).items()}


def _named(choices: Mapping[str, str]) -> dict[str, str]:
    """Cut the kind off each key: `id:12in`."""
    return {key.partition(":")[2]: choice for key, choice in choices.items()}

"""What would be otherwise: under the other order of dates, and without customers nobody knows."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from application.insights.tallies import Tallies
from domain.insights.cell import Cell, CellProblem
from domain.insights.date_texts import written
from domain.insights.dates import Numeric, Order
from domain.insights.ids import CustomerId
from domain.insights.resolution import Resolved
from domain.insights.rows import CustomerRow, InteractionRow, month_of

SHOWN = 50


@dataclass(slots=True)
class Moves:
    """Interactions that would be of another month, or product, were the dates read otherwise."""

    order: Order
    products: Mapping[str, str]
    months: int = 0
    product_moves: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)

    def hear(self, rows: Sequence[Resolved]) -> None:
        for one in rows:
            if isinstance(one.row, InteractionRow):
                self._hear(one)

    def _hear(self, one: Resolved) -> None:
        cell, said = _started(one), ambiguous(one)
        if said is None:
            return
        here, there = (month_of(said.read(each)) for each in (self.order, self.order.other))
        self.months += here != there
        product, other = self.products.get(here), self.products.get(there)
        self.product_moves += product != other
        if product != other and len(self.examples) < SHOWN:
            self.examples.append(
                {
                    "sheet": one.line.sheet, "row": one.line.number, "cell": cell.text,
                    "month": here, "other_month": there,
                    "product": product, "other_product": other,
                }
            )  # fmt: skip

    def told(self) -> dict[str, Any]:
        return {
            "other_month": self.months,
            "other_product": self.product_moves,
            "moved": self.examples,
        }


def ambiguous(one: Resolved) -> Numeric | None:
    """Return the date of an interaction if it may be two."""
    try:
        said = written(_started(one))
    except CellProblem:
        return None
    return said if isinstance(said, Numeric) and said.is_ambiguous else None


def _started(one: Resolved) -> Cell:
    return one.line.cells[one.table.places["started_at"]]


@dataclass(slots=True)
class Orphans:
    """Customers that are in no table: their interactions are kept, of an unknown type."""

    tallies: Tallies
    interactions: int = 0
    customers: int = 0
    first: list[CustomerId] = field(default_factory=list)

    def hear(self, rows: Sequence[Resolved]) -> None:
        calls = [one.row for one in rows if isinstance(one.row, InteractionRow)]
        self.interactions += len(calls)
        self.tallies.name({one for row in calls for one in row.customers})
        self.tallies.tell(one.row for one in rows if isinstance(one.row, CustomerRow))

    def find(self, known: Callable[[Sequence[CustomerId]], Set[CustomerId]]) -> None:
        """Find out who of those that only interactions name is held by nobody."""
        for some in self.tallies.strangers():
            orphans = sorted(set(some) - known(some))
            self.tallies.orphan(orphans)
            self.customers += len(orphans)
            self.first += orphans[: SHOWN - len(self.first)]

    def told(self, without: int | None = None) -> dict[str, Any]:
        """Say who is unknown, and how many interactions there are `without` theirs."""
        dropped = self.interactions if without is None else without
        return {
            "customers": self.customers,
            "ids": self.first,
            "interactions": self.interactions - dropped,
            "as_if_kept": self.interactions,
            "as_if_dropped": dropped,
        }

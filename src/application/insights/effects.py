"""What would be otherwise: under the other order of dates, and without customers nobody knows."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.insights.cell import CellProblem
from domain.insights.dates import Numeric, Order, written
from domain.insights.resolution import Resolved
from domain.insights.rows import CustomerRow, InteractionRow

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
        cell = one.line.cells[one.table.places["started_at"]]
        try:
            said = written(cell)
        except CellProblem:
            return
        if not isinstance(said, Numeric) or not said.is_ambiguous:
            return
        here, there = (_month(said, each) for each in (self.order, self.order.other))
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


def _month(said: Numeric, order: Order) -> str:
    at = said.read(order)
    return f"{at.year:04}-{at.month:02}"


@dataclass(slots=True)
class Orphans:
    """Interactions of customers that are in no table: they are kept, of an unknown type."""

    groups: Counter[tuple[int, ...]] = field(default_factory=Counter)
    told_of: set[int] = field(default_factory=set)
    interactions: int = 0

    def hear(self, rows: Sequence[Resolved]) -> None:
        for one in rows:
            if isinstance(one.row, InteractionRow):
                self.interactions += 1
                self.groups[tuple(one.row.customers)] += 1
            elif isinstance(one.row, CustomerRow):
                self.told_of.add(one.row.id)

    def told(self, known: Callable[[Sequence[int]], set[int]]) -> dict[str, Any]:
        """Say who is unknown, and what the numbers would be without their interactions."""
        named = {one for group in self.groups for one in group} - self.told_of
        orphans = named - known(sorted(named))
        touched = sum(n for group, n in self.groups.items() if orphans & set(group))
        return {
            "customers": len(orphans),
            "ids": sorted(orphans)[:SHOWN],
            "interactions": touched,
            "as_if_kept": self.interactions,
            "as_if_dropped": self.interactions - touched,
        }

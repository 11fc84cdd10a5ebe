"""What would be otherwise: under the other order of dates, and without customers nobody knows."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.insights.cell import Cell, CellProblem
from domain.insights.dates import Numeric, Order, written
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
    """Interactions of customers that are in no table: they are kept, of an unknown type."""

    groups: Counter[tuple[int, ...]] = field(default_factory=Counter)
    told_of: dict[int, CustomerRow] = field(default_factory=dict)
    interactions: int = 0

    def hear(self, rows: Sequence[Resolved]) -> None:
        for one in rows:
            if isinstance(one.row, InteractionRow):
                self.interactions += 1
                self.groups[tuple(one.row.customers)] += 1
            elif isinstance(one.row, CustomerRow):
                self.told_of[one.row.id] = one.row

    def unknown(self, known: Callable[[Sequence[int]], set[int]]) -> set[int]:
        """Return who is in no table."""
        named = {one for group in self.groups for one in group} - self.told_of.keys()
        return named - known(sorted(named))

    def told(self, orphans: set[int]) -> dict[str, Any]:
        """Say who is unknown, and what the numbers would be without their interactions."""
        touched = sum(n for group, n in self.groups.items() if orphans & set(group))
        return {
            "customers": len(orphans),
            "ids": sorted(orphans)[:SHOWN],
            "interactions": touched,
            "as_if_kept": self.interactions,
            "as_if_dropped": self.interactions - touched,
        }

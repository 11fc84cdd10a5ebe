"""Which answers would be otherwise, were interactions left out or of another day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from application.insights.tallies import Known, Some, Tallies
from domain.insights.ids import CustomerId
from domain.insights.rows import InteractionRow, month_of

SHOWN = 50
Worlds = tuple[str, str]
ORPHANS_BOTH: Worlds = ("as_if_kept", "as_if_dropped")
DATES_BOTH: Worlds = ("as_read", "otherwise")


@dataclass(slots=True)
class Answers:
    """Hears interactions as they are read and as they would be: None where they would not be.

    What waits to be added up is that of some rows, until `rest`. Where it `differs` for none of
    them, they are counted alone.
    """

    names: Worlds
    products: Mapping[str, str]
    tallies: Tallies
    differs: bool = True
    interactions: list[int] = field(default_factory=lambda: [0, 0])
    waiting: Some = field(default_factory=Some)

    def hear(self, row: InteractionRow, kind: str, other: datetime | None) -> None:
        """Take in one of customers of that type."""
        for world, at in enumerate((row.started_at, other)):
            if at is not None:
                self.interactions[world] += 1
                if self.differs:
                    self._wait(world, row, kind, at)

    def rest(self) -> None:
        """Add up what waits."""
        if self.waiting.people:
            self.tallies.add(self.names[0], self.waiting)
            self.waiting = Some()

    def told(self) -> dict[str, Any]:
        """Say what would differ: the first 50 cells of the product matrix, and summaries."""
        cells, cells_changed = self.tallies.cells(self.names[0], SHOWN)
        people, people_changed = self.tallies.people(self.names[0], SHOWN)
        return {
            "interactions": self._both(self.interactions),
            "product_interactions": [
                {"customer_type": kind, "product": product, **self._both(both)}
                for (kind, product), both in cells
            ],
            "product_interactions_changed": cells_changed,
            "summaries": [_summary(one, self._both(map(_told, both))) for one, both in people],
            "summaries_changed": people_changed,
        }

    def _wait(self, world: int, row: InteractionRow, kind: str, at: datetime) -> None:
        cell = (kind, self.products.get(month_of(at)))
        self.waiting.cells.setdefault(cell, [0, 0])[world] += 1
        for one in row.customers:
            self.waiting.people.setdefault(one, (Known(), Known()))[world].hear(at)

    def _both(self, told: Iterable[Any]) -> dict[str, Any]:
        return dict(zip(self.names, told, strict=True))


def _summary(customer: CustomerId, both: dict[str, Any]) -> dict[str, Any]:
    return {"customer_id": customer, **both}


def _told(known: Known) -> dict[str, Any]:
    last = known.last and known.last.isoformat().replace("+00:00", "Z")
    return {"interactions": known.interactions, "last_interaction": last}

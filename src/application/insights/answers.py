"""Which answers would be otherwise, were interactions left out or of another day."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.insights.rows import InteractionRow, month_of

SHOWN = 50
Worlds = tuple[str, str]
ORPHANS_BOTH: Worlds = ("as_if_kept", "as_if_dropped")
DATES_BOTH: Worlds = ("as_read", "otherwise")


@dataclass(slots=True)
class Known:
    """What is known of a customer's interactions in the file."""

    interactions: int = 0
    last: datetime | None = None

    def hear(self, at: datetime) -> None:
        self.interactions += 1
        self.last = at if self.last is None else max(at, self.last)

    def told(self) -> dict[str, Any]:
        last = self.last and self.last.isoformat().replace("+00:00", "Z")
        return {"interactions": self.interactions, "last_interaction": last}


@dataclass(slots=True)
class World:
    """What answers count of the file's interactions, if it is read in one way."""

    interactions: int = 0
    cells: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    people: dict[int, Known] = field(default_factory=dict)

    def hear(self, row: InteractionRow, kind: str, product: str | None, at: datetime) -> None:
        self.interactions += 1
        self.cells[kind, product] += 1
        for one in row.customers:
            self.people.setdefault(one, Known()).hear(at)


@dataclass(slots=True)
class Answers:
    """Hears interactions as they are read and as they would be: None where they would not be."""

    names: Worlds
    products: Mapping[str, str]
    worlds: tuple[World, World] = field(default_factory=lambda: (World(), World()))

    def hear(self, row: InteractionRow, kind: str, other: datetime | None) -> None:
        """Take in one of customers of that type."""
        for world, at in zip(self.worlds, (row.started_at, other), strict=True):
            if at is not None:
                world.hear(row, kind, self.products.get(month_of(at)), at)

    def told(self) -> dict[str, Any]:
        """Say what would differ: the first 50 cells of the product matrix, and summaries."""
        cells, summaries = list(self._cells()), list(self._summaries())
        return {
            "interactions": self._both([one.interactions for one in self.worlds]),
            "product_interactions": cells[:SHOWN],
            "product_interactions_changed": len(cells),
            "summaries": summaries[:SHOWN],
            "summaries_changed": len(summaries),
        }

    def _cells(self) -> Iterator[dict[str, Any]]:
        here, there = (one.cells for one in self.worlds)
        for kind, product in sorted(here | there, key=lambda one: (one[0], one[1] or "")):
            told = [here[kind, product], there[kind, product]]
            if told[0] != told[1]:
                yield {"customer_type": kind, "product": product, **self._both(told)}

    def _summaries(self) -> Iterator[dict[str, Any]]:
        here, there = (one.people for one in self.worlds)
        for customer in sorted(here):
            told = [people.get(customer, Known()).told() for people in (here, there)]
            if told[0] != told[1]:
                yield {"customer_id": customer, **self._both(told)}

    def _both(self, told: list[Any]) -> dict[str, Any]:
        return dict(zip(self.names, told, strict=True))

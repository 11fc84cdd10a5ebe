"""What a file says of each customer, gathered in little room however many there are."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.insights.ids import CustomerId
from domain.insights.rows import CustomerRow

Cell = tuple[str, str | None]
"""A type of customers and a product."""


@dataclass(slots=True)
class Known:
    """What is known of a customer's interactions in the file."""

    interactions: int = 0
    last: datetime | None = None

    def hear(self, at: datetime) -> None:
        self.interactions += 1
        self.last = at if self.last is None else max(at, self.last)


@dataclass(slots=True)
class Some:
    """What some rows add to two ways of reading them, the one of the plan first."""

    cells: dict[Cell, list[int]] = field(default_factory=dict)
    people: dict[CustomerId, tuple[Known, Known]] = field(default_factory=dict)


class Tallies(Protocol):
    """`way` names the two ways of reading that are compared. Raises Unavailable."""

    def tell(self, rows: Iterable[CustomerRow]) -> None:
        """Hear what the file's own tables tell of customers; of one told twice, the last."""

    def name(self, ids: Collection[CustomerId]) -> None:
        """Hear whom interactions name."""

    def strangers(self) -> Iterator[Sequence[CustomerId]]:
        """Yield who is named and not told of, by their numbers, some hundred at a time."""

    def orphan(self, ids: Collection[CustomerId]) -> None:
        """Hear who is known to nobody."""

    def orphans(self, among: Collection[CustomerId]) -> frozenset[CustomerId]: ...

    def types(self, among: Collection[CustomerId]) -> Mapping[CustomerId, str | None]:
        """Return what those are of whom the file tells a type, be it blank."""

    def add(self, way: str, some: Some) -> None: ...

    def cells(self, way: str, limit: int) -> tuple[Sequence[tuple[Cell, tuple[int, int]]], int]:
        """Return the first that differ, by type and product, and how many do."""

    def people(
        self, way: str, limit: int
    ) -> tuple[Sequence[tuple[CustomerId, tuple[Known, Known]]], int]:
        """Return the first that differ, by their numbers, and how many do."""

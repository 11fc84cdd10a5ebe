"""How many there are, and which products the interactions of which customers were about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from application.access.ports import Access
from application.access.require import require
from application.errors import Unavailable
from application.insights.ports import NumbersReader
from domain.access import Level
from domain.errors import NotFound
from domain.insights.product_matrix import ProductMatrix
from domain.principal import Principal

TRIES = 5
"""Counts in a row that an import may overtake."""


class Counted(StrEnum):
    CUSTOMERS = "customers"
    PRODUCTS = "products"
    INTERACTIONS = "interactions"


class InsightsNotFound(NotFound):
    code = "insights_not_found"

    def __init__(self) -> None:
        super().__init__("there are no insights here")


@dataclass(frozen=True, slots=True)
class ReadNumbers:
    access: Access
    reader: NumbersReader

    def rows(self, by: Principal, what: Counted) -> int:
        """Raises InsightsNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, InsightsNotFound)
        count: int = getattr(self.reader, what.value)(by.organisation_id)
        return count

    def by_type(
        self, by: Principal, since: datetime | None, until: datetime | None
    ) -> ProductMatrix:
        """Count what began from `since` on and before `until`, all of one snapshot.

        Raises as `rows`, and Unavailable when they change all the time.
        """
        require(self.access, by, Level.VIEW, by.organisation_id, InsightsNotFound)
        before = self.reader.snapshot(by.organisation_id)
        for _ in range(TRIES):
            tallies = self.reader.by_type(by.organisation_id, since, until)
            after = self.reader.snapshot(by.organisation_id)
            if after == before:
                return ProductMatrix(tuple(tallies), after)
            before = after
        raise Unavailable("the numbers", "they keep changing while they are counted")

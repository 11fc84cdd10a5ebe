"""How many there are, and which products the interactions of which customers were about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from application.access.ports import Access
from application.access.require import require
from application.insights.ports import NumbersReader
from domain.access import Level
from domain.errors import NotFound
from domain.insights.facts import Tally
from domain.insights.product_matrix import ProductMatrix
from domain.principal import Principal


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
        """Count what began from `since` on and before `until`; raises as `rows`."""
        require(self.access, by, Level.VIEW, by.organisation_id, InsightsNotFound)
        tallies: Sequence[Tally] = self.reader.by_type(by.organisation_id, since, until)
        return ProductMatrix(tuple(tallies), self.reader.snapshot(by.organisation_id))

"""What is held of customers, and of the products that months were about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.insights.ids import CustomerId, ImportId, InteractionId
from domain.insights.rows import Content, CustomerRow


@dataclass(frozen=True, slots=True)
class Customer:
    id: CustomerId
    occupation: str | None
    type: str | None
    import_id: ImportId
    opted_out: bool = False

    @classmethod
    def told(cls, row: CustomerRow, held: "Customer | None", by: ImportId) -> "Customer":
        """Return what is known now: what the file has no column for stays as it was."""
        if held is None:
            return cls(row.id, row.occupation, row.type, by, bool(row.opted_out))
        return cls(
            row.id,
            row.occupation if "occupation" in row.given else held.occupation,
            row.type if "type" in row.given else held.type,
            by,
            held.opted_out if row.opted_out is None else row.opted_out,
        )

    def says_what(self, other: "Customer") -> bool:
        return replace(self, import_id=other.import_id) == other

    @property
    def told_as(self) -> Mapping[str, str]:
        """Return what is held of them by its fields, as the ledger writes it."""
        return {
            "occupation": self.occupation or "",
            "type": self.type or "",
            "opted_out": "yes" if self.opted_out else "no",
        }


def place_of(one: Customer) -> UUID:
    """Return where they stand in a list of customers, which is by their numbers."""
    return UUID(int=one.id)


@dataclass(frozen=True, slots=True)
class MonthProduct:
    month: str
    product: str
    import_id: ImportId


@dataclass(frozen=True, slots=True)
class NewInteraction:
    id: InteractionId
    content: Content
    started_at: datetime
    month: str
    channel: str
    customers: tuple[CustomerId, ...]
    topic: str | None
    sentiment: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Interactions of customers of a type, in months of a product; None where nobody knows."""

    customer_type: str | None
    product: str | None
    interactions: int
    is_several: bool = False

"""Lines of an import's ledger, and rows that it refused, as they are kept."""

from dataclasses import dataclass
from uuid import UUID

from domain.insights.rows import Change, Refused


@dataclass(frozen=True, slots=True)
class Kept:
    number: int
    change: Change
    version: int

    @property
    def id(self) -> UUID:
        """Return the number as lists name it."""
        return UUID(int=self.number)


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    number: int
    refused: Refused

    @property
    def id(self) -> UUID:
        return UUID(int=self.number)

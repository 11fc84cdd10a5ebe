"""How many rows of a file may be quarantined before it is not published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from domain.campaigns.errors import BudgetMalformed

FORM = re.compile(r"(?P<rows>\d{1,10})|(?P<share>\d{1,3}(?:\.\d{1,6})?)%", re.ASCII)
WHOLE = 100


@dataclass(frozen=True, slots=True)
class ErrorBudget:
    """`text` is how it was written: `100` rows, or `1%` of the rows that were read."""

    text: str

    def __post_init__(self) -> None:
        """Raises BudgetMalformed."""
        found = FORM.fullmatch(self.text)
        if found is None or (found["share"] and Fraction(found["share"]) > WHOLE):
            raise BudgetMalformed

    def allows(self, quarantined: int, read: int) -> bool:
        """Return whether so many of these rows are still within it, exactly."""
        if self.text.endswith("%"):
            return quarantined * WHOLE <= Fraction(self.text[:-1]) * read
        return quarantined <= int(self.text)

    @property
    def rows(self) -> int | None:
        """Return how many rows it is, where that does not depend on how many are read."""
        return None if self.text.endswith("%") else int(self.text)

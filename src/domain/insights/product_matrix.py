"""Interactions by the type of their customers and the product of their month."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from domain.insights.facts import Tally

UNKNOWN, SEVERAL = "unknown", "several"
"""Types of customers that nobody knows, or who have none, and of ones that differ in one call."""


@dataclass(frozen=True, slots=True)
class ProductMatrix:
    """Each interaction counts once: `total` is the sum of everything else."""

    tallies: tuple[Tally, ...]
    snapshot: int

    @property
    def attributed(self) -> dict[tuple[str, str], int]:
        counted: Counter[tuple[str, str]] = Counter()
        for one in self.tallies:
            if one.product is not None:
                counted[type_of(one), one.product] += one.interactions
        return dict(sorted(counted.items()))

    @property
    def unattributed(self) -> dict[str, int]:
        """Interactions of months without a product, by type."""
        counted: Counter[str] = Counter()
        for one in self.tallies:
            if one.product is None:
                counted[type_of(one)] += one.interactions
        return dict(sorted(counted.items()))

    @property
    def total(self) -> int:
        return sum(one.interactions for one in self.tallies)


def type_of(one: Tally) -> str:
    return SEVERAL if one.is_several else one.customer_type or UNKNOWN


def type_among(types: Collection[str | None]) -> str:
    """Return the type of an interaction, by those of its customers."""
    only, *others = set(types)
    return SEVERAL if others else only or UNKNOWN

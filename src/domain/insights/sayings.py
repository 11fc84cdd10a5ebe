"""What rows of a file said first of each customer and month."""

from typing import Protocol

from domain.insights.ids import CustomerId

Key = CustomerId | str
"""A customer, or a month such as `2019-01`."""


class Sayings(Protocol):
    def first(self, key: Key, label: str) -> str | None:
        """Return what was said of it before; None where nothing was, and this is kept."""

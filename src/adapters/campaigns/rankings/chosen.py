"""Which places of a ranking are meant, in their order: all, those of a list, or by a column.

A column of a million places is counted in less time than it is listed in: so it is listed only
where a page is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
BLOCK = 32_768


class Chosen(Protocol):
    def count(self, until: int) -> int:
        """Return how many are meant before that place."""

    def some(self, start: int, many: int) -> Sequence[int]:
        """Return the first so many from that place on."""

    def before(self, at: int) -> int | None:
        """Return the last one before that place."""


@dataclass(frozen=True, slots=True)
class Everyone:
    size: int

    def count(self, until: int) -> int:
        return until

    def some(self, start: int, many: int) -> Sequence[int]:
        return range(start, min(start + many, self.size))

    def before(self, at: int) -> int | None:
        return at - 1 if at else None


@dataclass(frozen=True, slots=True)
class Listed:
    places: Numbers

    def count(self, until: int) -> int:
        return int(np.searchsorted(self.places, until))

    def some(self, start: int, many: int) -> Sequence[int]:
        begins = self.count(start)
        found: list[int] = self.places[begins : begins + many].tolist()
        return found

    def before(self, at: int) -> int | None:
        nth = self.count(at)
        return int(self.places[nth - 1]) if nth else None


@dataclass(slots=True)
class Masked:
    """Those whose number in the column is at least that; looked at in blocks that fit a cache.

    Places are asked of in their order, so counting goes on from where it was.
    """

    column: Numbers
    least: int
    _until: int = 0
    _counted: int = 0

    def count(self, until: int) -> int:
        if until < self._until:
            self._until = self._counted = 0
        for begins in range(self._until, until, BLOCK):
            self._counted += int(np.count_nonzero(self._here(begins, until)))
        self._until = until
        return self._counted

    def some(self, start: int, many: int) -> Sequence[int]:
        found, size = list[int](), len(self.column)
        for begins in range(start, size, BLOCK):
            here = np.flatnonzero(self._here(begins, size))[: many - len(found)]
            found += (here + begins).tolist()
            if len(found) == many:
                break
        return found

    def before(self, at: int) -> int | None:
        for ends in range(at, 0, -BLOCK):
            begins = max(ends - BLOCK, 0)
            here = np.flatnonzero(self._here(begins, ends))
            if len(here):
                return begins + int(here[-1])
        return None

    def _here(self, begins: int, until: int) -> Numbers:
        some: Numbers = self.column[begins : min(begins + BLOCK, until)] >= self.least
        return some

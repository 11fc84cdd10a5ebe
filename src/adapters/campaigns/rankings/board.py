"""Places in order, and who shares a rank with whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from adapters.campaigns.rankings.chosen import Chosen

Numbers = Any
"""An array of numpy, or a list of whole numbers that no column holds."""


@dataclass(frozen=True, slots=True)
class Board:
    """`keys` grow from the best on: equal keys are equal rates."""

    keys: Numbers
    firsts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, keys: Numbers) -> Board:
        """Make one of keys that are sorted."""
        size = len(keys)
        changed = (
            [keys[at] != keys[at - 1] for at in range(1, size)]
            if isinstance(keys, list)
            else keys[1:] != keys[:-1]
        )
        starts = np.flatnonzero(np.concatenate(([True], np.asarray(changed, dtype=bool))))[:size]
        starts = starts if size else starts[:0]
        sizes = np.diff(np.append(starts, size))
        firsts = np.repeat(starts, sizes).astype(np.int32)
        ends = np.repeat(starts + sizes, sizes).astype(np.int32)
        return cls(keys, firsts, ends)

    def after(self, key: int, order: Any, order_at: Callable[[int], Any]) -> int:
        """Return the first place that stands after that key and order, whoever is there now."""
        low, high = bisect_left(self.keys, key), bisect_right(self.keys, key)
        return low + bisect_right(range(low, high), order, key=order_at)

    def rank(self, at: int, chosen: Chosen) -> tuple[int, int]:
        """Return the rank of who stands there among the chosen, and how many share it."""
        first, end = int(self.firsts[at]), int(self.ends[at])
        above = chosen.count(first)
        if end - first == 1:
            return above + 1, 1
        return above + 1, chosen.count(end) - above

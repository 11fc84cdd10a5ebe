"""How sure a rate is, by how many views it rests on.

The score interval of Wilson (1927, "Probable inference, the law of succession, and statistical
inference", JASA 22, 209-212), at 95 %. It takes views as independent trials that each end with an
engagement or not. That is not quite so: one viewer may like, comment and share, and viewers of one
post are alike. Engagements may even exceed views; then a rate is no share of trials, and there is
no interval rather than a wrong one.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959963984540054
"""The quantile of the standard normal distribution that leaves 2.5 % above it."""


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def wilson(engagements: int, views: int) -> Interval | None:
    """Return the interval of engagements / views; None where engagements exceed views."""
    if engagements > views:
        return None
    share, square = engagements / views, Z * Z
    centre = share + square / (2 * views)
    half = Z * sqrt(share * (1 - share) / views + square / (4 * views * views))
    whole = 1 + square / views
    low = 0.0 if engagements == 0 else max((centre - half) / whole, 0.0)
    high = 1.0 if engagements == views else min((centre + half) / whole, 1.0)
    return Interval(low, high)

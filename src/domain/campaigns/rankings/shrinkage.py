"""A rate that believes few views less: shrunken towards the rate of all, as far as data says.

Everybody is taken to have had so many engagements in so many views before the first was counted
(empirical Bayes). How many is estimated from those who are ranked, by the global moments of
Marshall (1991, "Mapping disease and mortality rates using empirical Bayes estimators", Journal of
the Royal Statistical Society C 40, 283-294). With m the rate of all, n_i and e_i the views and
engagements of each of k, and V the sum of views:

    A = sum(n_i (e_i / n_i - m)^2) / V - m k / V      how far true rates differ
    b = m / A,  a = m b                               (e_i + a) / (n_i + b) is the shrunken rate

It takes no distribution for granted, and holds where engagements exceed views. a and b are rounded
to whole numbers, a to 1 at least and b so that a / b stays nearest to m: so shrunken rates are
fractions, and compared exactly. Where chance explains all differences, b is as large as it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

MOST_PRIOR: Final = 2**30


@dataclass(frozen=True, slots=True)
class Prior:
    """So many engagements in so many views, which everybody is taken to have had before."""

    engagements: int
    views: int

    def shrunken(self, engagements: int, views: int) -> Fraction:
        return Fraction(engagements + self.engagements, views + self.views)


NOTHING: Final = Prior(0, 0)
"""Shrinks nothing: where nobody engaged, or nobody is there."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the estimate needs to know of those who are ranked.

    `squares` is the sum of engagements^2 / views.
    """

    many: int
    engagements: int
    views: int
    squares: float

    @property
    def prior(self) -> Prior:
        if not self.engagements:
            return NOTHING
        mean = self.engagements / self.views
        differ = self.squares / self.views - mean * mean - mean * self.many / self.views
        most = min(MOST_PRIOR, MOST_PRIOR / mean)
        before = most if differ * most <= mean else mean / differ
        engaged = max(round(before * mean), 1)
        return Prior(engaged, max(round(engaged / mean), 1))

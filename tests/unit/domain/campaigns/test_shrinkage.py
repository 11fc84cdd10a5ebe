"""What everybody is taken to have had before they are looked at."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, takewhile
from math import isclose
from random import Random

import pytest

from domain.campaigns.rankings.shrinkage import MOST_PRIOR, NOTHING, Prior, Spread


def spread(told: list[tuple[int, int]]) -> Spread:
    squares = sum(engagements**2 / views for engagements, views in told)
    return Spread(len(told), sum(one for one, _ in told), sum(one for _, one in told), squares)


def counted(random: Random, mean: float) -> int:
    """Draw from Poisson's distribution: how many waits of mean 1 fit into `mean`."""
    return sum(1 for _ in takewhile(lambda at: at < mean, accumulate(waits(random))))


def waits(random: Random) -> Iterator[float]:
    while True:
        yield random.expovariate(1)


@pytest.mark.parametrize("strength", [100, 1_000])
def test_it_finds_what_made_rates_were_drawn_with(strength: int) -> None:
    """True rates lie around 5 %: their spread alone says how strong the prior is."""
    random, told = Random(7), []
    for _ in range(4_000):
        rate = random.gammavariate(0.05 * strength, 1 / strength)
        views = random.randint(200, 4_000)
        told.append((counted(random, rate * views), views))
    prior = spread(told).prior
    assert isclose(prior.engagements / prior.views, 0.05, rel_tol=0.05)
    assert isclose(prior.views, strength, rel_tol=0.1)


def test_what_chance_explains_is_shrunken_as_far_as_may_be() -> None:
    same = [(5, 100)] * 50
    assert spread(same).prior.views >= MOST_PRIOR - 20


def test_engagements_may_exceed_views() -> None:
    prior = spread([(300, 100), (900, 300), (10, 5)] * 40).prior
    assert prior.engagements > prior.views
    assert max(prior.engagements, prior.views) <= MOST_PRIOR


@pytest.mark.parametrize("told", [[], [(0, 10), (0, 2)]])
def test_nothing_is_shrunken_where_nobody_engaged(told: list[tuple[int, int]]) -> None:
    assert spread(told).prior == NOTHING


def test_rates_that_are_worlds_apart_are_hardly_shrunken() -> None:
    prior = spread([(999, 1_000), (1, 1_000)] * 10).prior
    assert prior == Prior(1, 2)
    assert prior.shrunken(999, 1_000) == Fraction(1_000, 1_002)

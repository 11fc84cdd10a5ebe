"""How sure a rate is."""

from math import isclose

import pytest

from domain.campaigns.rankings.interval import Z, wilson


@pytest.mark.parametrize(
    ("engagements", "views", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_is_the_one_of_the_literature(
    engagements: int, views: int, low: float, high: float
) -> None:
    """Table I of Newcombe (1998), Statistics in Medicine 17, 857-872: method 3."""
    told = wilson(engagements, views)
    assert told is not None
    assert isclose(told.low, low, abs_tol=5e-5)
    assert isclose(told.high, high, abs_tol=5e-5)


@pytest.mark.parametrize(
    ("engagements", "views"), [(3, 7), (1, 2), (99, 1_000), (10**9, 2**31 - 1)]
)
def test_its_ends_are_where_the_score_test_turns(engagements: int, views: int) -> None:
    told = wilson(engagements, views)
    assert told is not None
    for end in (told.low, told.high):
        score = abs(engagements / views - end) / (end * (1 - end) / views) ** 0.5
        assert isclose(score, Z, rel_tol=1e-4)


@pytest.mark.parametrize("views", [1, 2, 1_000, 2**31 - 1])
def test_it_holds_the_rate_and_stays_a_share(views: int) -> None:
    for engagements in {0, 1, views // 2, views}:
        told = wilson(engagements, views)
        assert told is not None
        assert 0 <= told.low <= engagements / views <= told.high <= 1


def test_more_engagements_than_views_have_none() -> None:
    assert wilson(11, 10) is None

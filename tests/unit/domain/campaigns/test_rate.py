"""A rate's code orders as the rate does, and ties as it does."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from domain.campaigns.rate import MOST, rate_code

ENGAGEMENTS = st.integers(0, MOST)
VIEWS = st.integers(1, MOST)


@given(ENGAGEMENTS, VIEWS, ENGAGEMENTS, VIEWS)
@example(MOST - 1, MOST, MOST - 2, MOST - 1)
@example(MOST, MOST - 1, MOST - 1, MOST - 2)
@example(MOST, 1, MOST - 1, 1)
@example(0, 1, 1, MOST)
@example(1, MOST, 1, MOST - 1)
@example(MOST, MOST, MOST - 1, MOST)
@example(MOST, MOST, MOST, MOST - 1)
@example(2, 6, 1, 3)
def test_codes_compare_as_the_fractions_do(n: int, v: int, m: int, w: int) -> None:
    one, other = Fraction(n, v), Fraction(m, w)
    code, another = rate_code(n, v), rate_code(m, w)
    assert 0 <= code < 2**63
    assert (code < another, code == another) == (one < other, one == other)


@given(ENGAGEMENTS, VIEWS)
def test_the_nearest_fraction_there_is_has_another_code(n: int, v: int) -> None:
    """Those that differ by exactly 1 / (v * w): with them nothing is left to spare."""
    given_rate = Fraction(n, v)
    a, b = given_rate.numerator, given_rate.denominator
    if a == 0 or b == 1:
        return
    inverse = pow(a, -1, b)  # a * inverse = 1 (mod b), so inverse/… is its neighbour
    step = (MOST - inverse) // b
    w = inverse + step * b
    m = (a * w - 1) // b
    if not (1 <= w <= MOST and 0 <= m <= MOST):
        return
    assert given_rate - Fraction(m, w) == Fraction(1, b * w)
    assert rate_code(n, v) > rate_code(m, w)


@given(st.integers(0, 46340), st.integers(1, 46340), st.integers(1, 46340))
def test_however_it_is_written(n: int, v: int, times: int) -> None:
    assert rate_code(n * times, v * times) == rate_code(n, v)

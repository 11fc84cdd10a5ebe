"""How much of an audience did something: a fraction, and a whole number that stands for it.

The engagement rate of a row is n / v with n = likes + comments + shares and v = views, where n is
in 0 .. L, v in 1 .. L, and L = 2^31 - 1. Its code is a whole number below 2^63:

    n <= v:  floor(n * 2^62 / v)              in 0 .. 2^62
    n >  v:  2^63 - floor(v * 2^62 / n)       in 2^62 + 2^31 .. 2^63 - 2^31

Codes are equal when rates are, and stand in the order of the rates, because:

1. Two different fractions a/b < c/d differ by (bc - ad) / bd >= 1 / bd > 2^-62, for b, d <= L.
   Times 2^62 they differ by more than 1, so their floors differ, and in the same direction.
2. Equal fractions times 2^62 are equal, and so are their floors, however n/v is written.
3. Up to 1 that is the first line. Above 1 it holds for v/n, whose denominator n <= L too; v/n falls
   as n/v rises, and taking it from 2^63 turns the order around again.
4. n = v has the code 2^62. Above it v/n <= 1 - 1/n < 1 - 2^-31, so the floor is at most
   2^62 - 2^31 and the code at least 2^62 + 2^31: the two lines never meet.

This is why a row whose n is above L is quarantined: 64 bits could not tell all such rates apart.
"""

from typing import Final

MOST: Final = 2**31 - 1
ONE: Final = 2**62


def rate_code(engagements: int, views: int) -> int:
    """Return the code of engagements / views; 0 <= engagements <= MOST and 1 <= views <= MOST."""
    if engagements <= views:
        return engagements * ONE // views
    return 2 * ONE - views * ONE // engagements

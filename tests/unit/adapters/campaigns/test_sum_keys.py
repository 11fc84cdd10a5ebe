"""Keys of rates, in 64 bits and beyond, held against fractions."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from adapters.campaigns.rankings.sum_keys import best_first, key_of, keys_of
from domain.campaigns.rate import MOST, rate_code

EDGES = [0, 1, 2, 3, MOST // 2, MOST // 2 + 1, MOST - 2, MOST - 1, MOST]


def test_columns_have_the_codes_of_rates() -> None:
    random = Random(3)
    rates = [(n, v) for n in EDGES for v in EDGES if v]
    rates += [(random.randint(0, MOST), random.randint(1, MOST)) for _ in range(2_000)]
    engaged, views = (np.array(one, dtype=np.int64) for one in zip(*rates, strict=True))
    keys = keys_of(engaged, views)
    assert not isinstance(keys, list)
    assert [-one for one in keys.tolist()] == [rate_code(*one) for one in rates]


@pytest.mark.parametrize("most", [MOST, 2**62])
def test_they_stand_in_the_order_of_fractions(most: int) -> None:
    random = Random(4)
    rates = [
        (most - 1, most),
        (most - 2, most - 1),
        (most, most - 1),
        (1, 3),
        (most // 3, most // 3 * 3),
    ]
    rates += [(random.randint(0, most), random.randint(1, most)) for _ in range(200)]
    engaged, views = (np.array(one, dtype=np.int64) for one in zip(*rates, strict=True))
    keys = keys_of(engaged, views)
    order, ordered = best_first(keys)
    assert isinstance(keys, list) is (most > MOST)
    expected = sorted(range(len(rates)), key=lambda at: -Fraction(*rates[at]))
    assert order.tolist() == expected
    assert list(ordered) == [key_of(keys, *rates[at]) for at in expected]
    assert key_of(keys, 1, 3) == key_of(keys, most // 3, most // 3 * 3)


def test_none_have_none() -> None:
    none = np.empty(0, dtype=np.int64)
    assert [len(one) for one in best_first(keys_of(none, none))] == [0, 0]

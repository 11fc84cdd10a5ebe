"""Keys of rates n / v that grow from the best on: equal rates have equal keys, others their order.

Where no sum is above 2^31 - 1, a key is the code of a rate with its sign turned (see
`domain.campaigns.rate`, with the proof), and the column is made at once. Elsewhere it is
-floor(n * 2^126 / v): sums are below 2^63, so different rates differ by at least
1 / (2^63 - 1)^2 > 2^-126 and have different keys, in their order; equal rates have the same key.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from adapters.campaigns.rankings.chosen import Numbers
from domain.campaigns.rate import MOST, rate_code

SCALE, HALF = 126, 31
LEAST = np.iinfo(np.int64).min
Keys: TypeAlias = "Numbers | list[int]"


def keys_of(engaged: Numbers, views: Numbers) -> Keys:
    """Return a key for each; integers of 64 bits where they hold them all."""
    if not len(views) or max(int(engaged.max()), int(views.max())) <= MOST:
        return _small(engaged, views)
    both = zip(engaged.tolist(), views.tolist(), strict=True)
    return [-((engagements << SCALE) // seen) for engagements, seen in both]


def key_of(keys: Keys, engagements: int, views: int) -> int:
    """Return the key that a rate has among those."""
    if isinstance(keys, list):
        return -((engagements << SCALE) // views)
    return -rate_code(engagements, views)


def best_first(keys: Keys) -> tuple[Numbers, Keys]:
    """Return the places in the order of their keys, equals as they stood, and the keys in it."""
    if not isinstance(keys, list):
        order = np.argsort(keys, kind="stable")
        return order, keys[order]
    places = sorted(range(len(keys)), key=keys.__getitem__)
    return np.array(places), [keys[at] for at in places]


def _small(engaged: Numbers, views: Numbers) -> Numbers:
    """Divide in two steps of 31 bits each, for n * 2^62 is too large for 64."""
    upright = engaged <= views
    above, below = np.where(upright, engaged, views), np.where(upright, views, engaged)
    high, rest = np.divmod(above << HALF, below)
    share = (high << HALF) + (rest << HALF) // below
    return np.where(upright, -share, share + LEAST)

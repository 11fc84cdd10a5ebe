"""Made-up aggregates of one market, always the same ones."""

from array import array
from collections.abc import Iterator

import numpy as np

from domain.ticks.columns import Columns, ColumnTrades
from domain.ticks.moments import SECOND

DAY, BEGIN = 86_400 * SECOND, 1_757_894_400_000_000
BUSY = 1_500_000
"""Aggregates of a busy market's day."""
FIRST_ID, FIRST_TRADE, FIRST_PRICE = 3_600_000_000, 5_200_000_000, 11_500_895
AT_ONCE = 10_000
STANDS_FOR = np.array([1, 1, 1, 1, 1, 2, 2, 3, 4, 8])


def batches(many: int, per_day: int = BUSY, seed: int = 7) -> Iterator[ColumnTrades]:
    """Give so many trades in batches as a stream hands them over, so many of them a day."""
    random, step = np.random.default_rng(seed), DAY / per_day
    number, first, time, price = FIRST_ID, FIRST_TRADE, float(BEGIN), FIRST_PRICE
    while number < FIRST_ID + many:
        size = min(AT_ONCE, FIRST_ID + many - number)
        times = time + np.cumsum(random.exponential(step, size))
        prices = price + np.cumsum(random.choice((-1, 0, 0, 0, 1), size))
        stands_for = random.choice(STANDS_FOR, size)
        firsts = first + np.cumsum(stands_for) - stands_for
        moments = (times // 1_000 * 1_000).astype(np.int64)  # an exchange tells milliseconds
        columns = (
            np.arange(number, number + size),
            moments,
            prices * 10**6,
            (random.lognormal(0, 2, size) * 500 + 1).astype(np.int64) * 10**3,
            firsts,
            firsts + stands_for - 1,
            random.integers(0, 2, size),
            moments + random.integers(5_000, 120_000, size),
        )
        told = (array("q", one.astype(np.int64).tobytes()) for one in columns)
        yield ColumnTrades(Columns(*told))
        number, time, price = number + size, float(times[-1]), int(prices[-1])
        first = int(firsts[-1] + stands_for[-1])

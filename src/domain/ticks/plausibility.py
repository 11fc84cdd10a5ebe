"""Ids that are out of all reason: one by itself is not believed, two that agree are."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from domain.ticks.moments import SECOND
from domain.ticks.trade import Trade

LEAP: Final = 1_000
PER_SECOND: Final = 100
"""Ids that a market may use up: the busiest had fifty a second on average, over a day."""


def is_near(before: Trade, trade: Trade) -> bool:
    """Whether an id may be, beside one that was seen: late ones have earlier times, too."""
    step, passed = trade.id - before.id, trade.time - before.time
    room = LEAP + PER_SECOND * max(0, passed if step > 0 else -passed) // SECOND
    return abs(step) <= room


def confirms(held: Trade, trade: Trade) -> bool:
    """Whether the next trade goes on from one that was not believed."""
    return held.id < trade.id and is_near(held, trade)


def believed(before: Trade, trades: Sequence[Trade]) -> Iterator[Trade]:
    """Give those, in the order of their ids, that are near the one before or confirmed.

    What comes behind one that is not believed is measured by those before it.
    """
    for trade, after in pairwise([*trades, None]):
        if trade is None:
            continue
        if is_near(before, trade) or (after is not None and confirms(trade, after)):
            yield trade
            before = trade

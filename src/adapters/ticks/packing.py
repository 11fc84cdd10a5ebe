"""A trade as the smallest row that keeps every digit.

SQLite keeps a whole number in as few bytes as it takes, so each is kept as a small one: prices in
hundredths and quantities in hundred-thousandths where they are that, ids and moments of receipt by
how far they lie from others, and what differs little from trade to trade by how far it lies from
its base (`sql_bases`). `told` says which, in its bits:

    1  the price is in 10^-2, else in 10^-8      2  the quantity is in 10^-5, else in 10^-8
    4  the buyer is the maker                    8  and up: further trades it stands for
    2^43 and up: how many decimals were not written, as in `Trade.form`
"""

from array import array
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.ticks.columns import Columns
from domain.ticks.errors import TradeMalformed
from domain.ticks.market import MarketId
from domain.ticks.trade import MOST_ID, Trade

Numbers = NDArray[np.int64]
Packed = tuple[Numbers, ...]
ID_BITS: Final = 40
CENT, STEP = 10**6, 10**3
CENTS, STEPS, MAKER, MORE, UNWRITTEN = 1, 2, 4, 3, 43
MOST_MORE: Final = 2**40 - 1
MOST_FIRST: Final = 2**62


def key(market: MarketId, number: int) -> int:
    """Return where a market's trade stands among all; the market's trades lie side by side."""
    return (market << ID_BITS) + number


def packed(market: MarketId, told: Columns) -> Packed:
    """Return the columns of the trades' rows, before bases; raises TradeMalformed."""
    try:
        ids, times, prices, sizes, firsts, lasts, forms, received = map(_numbers, told)
    except OverflowError as error:
        raise TradeMalformed from error
    more = lasts - firsts
    _check(ids, firsts, more)
    cents, steps = prices % CENT == 0, sizes % STEP == 0
    return (
        ids + (market << ID_BITS),
        times,
        np.where(cents, prices // CENT, prices),
        np.where(steps, sizes // STEP, sizes),
        firsts - ids,
        cents | steps * STEPS | (forms & 1) * MAKER | more << MORE | forms >> 1 << UNWRITTEN,
        received - times,
    )


def unpacked(row: Sequence[int]) -> Trade:
    """Return the trade of a row and its base, as it was before it was packed."""
    place, time, price, quantity, ahead, told, delay = row
    number = place & MOST_ID
    first = number + ahead
    return Trade(
        number,
        time,
        price * CENT if told & CENTS else price,
        quantity * STEP if told & STEPS else quantity,
        first,
        first + (told >> MORE & MOST_MORE),
        (told >> UNWRITTEN) * 2 + (told // MAKER & 1),
        time + delay,
    )


def _numbers(column: Sequence[int]) -> Numbers:
    if isinstance(column, array):
        return np.frombuffer(column, np.int64)
    return np.fromiter(column, np.int64, len(column))


def _check(ids: Numbers, firsts: Numbers, more: Numbers) -> None:
    if ids.min() < 0 or ids.max() > MOST_ID or more.min() < 0 or more.max() > MOST_MORE:
        raise TradeMalformed
    if firsts.min() < 0 or firsts.max() > MOST_FIRST:
        raise TradeMalformed

"""A trade as the smallest row that keeps every digit.

SQLite keeps a whole number in as few bytes as it takes, so each is kept as a small one: times from
the middle of the decade, prices in hundredths and quantities in hundred-thousandths where they are
that, ids and moments of receipt by how far they lie from others. `told` says which, in its bits:

    1  the price is in 10^-2, else in 10^-8      2  the quantity is in 10^-5, else in 10^-8
    4  the buyer is the maker                    8  and up: further trades it stands for
    2^43 and up: how many decimals were not written, as in `Trade.form`
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add, sub
from typing import Final

from domain.ticks.errors import TradeMalformed
from domain.ticks.market import MarketId
from domain.ticks.trade import MOST_ID, Trade

Row = tuple[int, int, int, int, int, int, int]
ID_BITS: Final = 40
EPOCH: Final = 1_830_297_600_000_000
"""2028-01-01T00:00:00Z: times within four and a half years of it take six bytes and not eight."""
CENT, STEP = 10**6, 10**3
CENTS, STEPS, MAKER, MORE, UNWRITTEN = 1, 2, 4, 3, 43
MOST_MORE: Final = 2**40 - 1
MOST_TOLD: Final = 2**62


def key(market: MarketId, number: int) -> int:
    """Return where a market's trade stands among all; the market's trades lie side by side."""
    return (market << ID_BITS) + number


def packed(market: MarketId, trades: Sequence[Trade]) -> Iterable[Row]:
    """Give the trades' rows, column by column at once; raises TradeMalformed."""
    ids, times, prices, quantities, firsts, lasts, forms, received = zip(*trades, strict=True)
    more = list(map(sub, lasts, firsts))
    _check(ids, firsts, more)
    cents = [not price % CENT for price in prices]
    steps = [not quantity % STEP for quantity in quantities]
    return zip(
        map(add, ids, repeat(market << ID_BITS)),
        map(sub, times, repeat(EPOCH)),
        [price // CENT if small else price for price, small in zip(prices, cents, strict=True)],
        [size // STEP if small else size for size, small in zip(quantities, steps, strict=True)],
        map(sub, firsts, ids),
        [
            cent | step << 1 | (form & 1) << 2 | many << MORE | form >> 1 << UNWRITTEN
            for cent, step, form, many in zip(cents, steps, forms, more, strict=True)
        ],
        map(sub, received, times),
        strict=True,
    )


def unpacked(row: Sequence[int]) -> Trade:
    """Return the trade of a row, as it was before it was packed."""
    place, time, price, quantity, ahead, told, lag = row
    number = place & MOST_ID
    first = number + ahead
    return Trade(
        number,
        time + EPOCH,
        price * CENT if told & CENTS else price,
        quantity * STEP if told & STEPS else quantity,
        first,
        first + (told >> MORE & MOST_MORE),
        (told >> UNWRITTEN) * 2 + (told // MAKER & 1),
        time + EPOCH + lag,
    )


def _check(ids: Sequence[int], firsts: Sequence[int], more: Sequence[int]) -> None:
    if min(ids) < 0 or max(ids) > MOST_ID or min(more) < 0 or max(more) > MOST_MORE:
        raise TradeMalformed
    if min(firsts) < 0 or max(firsts) > MOST_TOLD:
        raise TradeMalformed

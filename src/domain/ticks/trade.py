"""A trade, as it is kept. A tuple: thousands come in a second."""

from operator import itemgetter
from typing import Final, NamedTuple

from domain.ticks.amounts import DECIMALS, written

_WAYS = DECIMALS + 1
BY_ID, BY_MOMENT = itemgetter(0), itemgetter(1, 0)
MOST_ID: Final = 2**40 - 1
"""At a thousand trades a second they are used up after 34 years."""


class Trade(NamedTuple):
    """`id` steps by one in each market and feed; it is the key, and a time never is.

    An aggregate stands for the exchange's trades `first_id` to `last_id`; a trade for itself.
    Times are microseconds since 1970-01-01 UTC, amounts whole numbers of 10^-8.
    """

    id: int
    time: int
    price: int
    quantity: int
    first_id: int
    last_id: int
    form: int
    received: int

    @property
    def told_price(self) -> str:
        """The price as the exchange wrote it, byte for byte."""
        return written(self.price, DECIMALS - self.form // 2 % _WAYS)

    @property
    def told_quantity(self) -> str:
        """The quantity as the exchange wrote it, byte for byte."""
        return written(self.quantity, DECIMALS - self.form // 2 // _WAYS)

    @property
    def buyer_is_maker(self) -> bool:
        return bool(self.form & 1)

    def same_as(self, other: "Trade") -> bool:
        """Whether the exchange said the same of it; when we received it does not matter."""
        return self[:-1] == other[:-1]


def form(*, buyer_is_maker: bool, price_decimals: int, quantity_decimals: int) -> int:
    """Return how a trade was told in one number: 0 or 1 for amounts written with 8 decimals."""
    unwritten = DECIMALS - price_decimals + _WAYS * (DECIMALS - quantity_decimals)
    return int(buyer_is_maker) + 2 * unwritten

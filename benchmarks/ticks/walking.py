"""A price that walks by its smallest step, many trades to a millisecond."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

START = 1_790_000_000_000
WHOLE = 10**8
TICK = 10**6


@dataclass(frozen=True, slots=True)
class Step:
    """`time` is in milliseconds; price and quantity are texts with eight decimals."""

    id: int
    first: int
    last: int
    time: int
    price: str
    quantity: str
    is_maker: bool


def walk(count: int, dice: Random) -> Iterator[Step]:
    price, time, trade = 58_000 * WHOLE, START, 1_000_000
    for id in range(665_076_760, 665_076_760 + count):  # noqa: A001 - what the domain calls it
        price += TICK * dice.choice((-3, -1, 0, 0, 0, 1, 3))
        time += dice.choice((0, 0, 1, 5, 40))
        last = trade + dice.choice((0, 0, 0, 1, 4))
        quantity = int(dice.expovariate(10) * WHOLE) // 1_000 * 1_000 + 1_000
        yield Step(id, trade, last, time, _told(price), _told(quantity), dice.random() < 0.5)
        trade = last + 1


def _told(units: int) -> str:
    return f"{units // WHOLE}.{units % WHOLE:08}"

"""Aggregates of a made-up market: a price that walks, in the exchange's own words."""

import random
from collections.abc import Iterator

from benchmarks.ticks.made_up import batches
from benchmarks.ticks.walking import Step, walk
from domain.ticks.trade import Trade

SYMBOL = "BTCUSDT"
TWO = (SYMBOL, "ETHUSDT")


def frames(count: int, symbol: str = SYMBOL, seed: int = 7) -> Iterator[bytes]:
    """Give frames of a combined stream, with ids that follow each other."""
    stream = symbol.lower()
    for step in walk(count, random.Random(seed)):
        yield _frame(stream, symbol, step)


def day_of_two(each: int) -> Iterator[bytes]:
    """Give so many aggregates of each of two markets, a day's, in turns."""
    sides = [(symbol, batches(each, seed=seed)) for seed, symbol in enumerate(TWO)]
    for some in zip(*(batch for _, batch in sides), strict=True):
        for trades in zip(*some, strict=True):
            yield from map(_told, TWO, trades)


def _told(symbol: str, one: Trade) -> bytes:
    time, maker = one.time // 1_000, one.buyer_is_maker
    price, quantity = one.told_price, one.told_quantity
    step = Step(one.id, one.first_id, one.last_id, time, price, quantity, maker)
    return _frame(symbol.lower(), symbol, step)


def _frame(stream: str, symbol: str, step: Step) -> bytes:
    maker = "true" if step.is_maker else "false"
    return (
        f'{{"stream":"{stream}@aggTrade","data":{{"e":"aggTrade","E":{step.time + 1},'
        f'"s":"{symbol}","a":{step.id},"p":"{step.price}","q":"{step.quantity}",'
        f'"f":{step.first},"l":{step.last},"T":{step.time},"m":{maker},"M":true}}}}'
    ).encode()

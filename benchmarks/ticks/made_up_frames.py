"""Aggregates of a made-up market: a price that walks, in the exchange's own words."""

import random
from collections.abc import Iterator

from benchmarks.ticks.walking import Step, walk

SYMBOL = "BTCUSDT"


def frames(count: int, symbol: str = SYMBOL, seed: int = 7) -> Iterator[bytes]:
    """Give frames of a combined stream, with ids that follow each other."""
    stream = symbol.lower()
    for step in walk(count, random.Random(seed)):
        yield _frame(stream, symbol, step)


def _frame(stream: str, symbol: str, step: Step) -> bytes:
    maker = "true" if step.is_maker else "false"
    return (
        f'{{"stream":"{stream}@aggTrade","data":{{"e":"aggTrade","E":{step.time + 1},'
        f'"s":"{symbol}","a":{step.id},"p":"{step.price}","q":"{step.quantity}",'
        f'"f":{step.first},"l":{step.last},"T":{step.time},"m":{maker},"M":true}}}}'
    ).encode()

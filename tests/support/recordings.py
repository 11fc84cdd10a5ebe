"""Recordings of a made-up exchange."""

import random
from collections.abc import Sequence
from typing import Any

from entrypoints.testing.exchange import Happening
from support.frames import an_aggregate, combined

SYMBOLS = ("BTCUSDT", "ETHUSDT")
FIRST = 1_000


def a_recording(count: int = 300, symbols: Sequence[str] = SYMBOLS) -> list[Happening]:
    """Return trades of markets in turns, some of them at one time; ids begin at FIRST."""
    dice, told = random.Random(7), dict.fromkeys(symbols, FIRST)
    last = dict.fromkeys(symbols, 5_000)
    happenings = []
    for place in range(count):
        symbol = symbols[place % len(symbols)]
        data = _data(symbol, told[symbol], last[symbol] + 1, dice, place)
        told[symbol], last[symbol] = told[symbol] + 1, data["l"]
        stream = f"{symbol.lower()}@aggTrade"
        happenings.append(Happening(place / 100, stream, combined(data, stream)))
    return happenings


def _data(symbol: str, number: int, first: int, dice: random.Random, place: int) -> dict[str, Any]:
    time = 1_617_566_580_000 + place // 3 * 7
    return an_aggregate(
        number, s=symbol, E=time + 1, T=time, f=first, l=first + dice.choice([0, 0, 3]),
        p=f"{dice.randint(57_000, 59_000)}.{dice.randint(0, 99):02}000000",
        q=f"0.{dice.randint(1, 99_999_999):08}", m=dice.random() < 0.5,
    )  # fmt: skip


def texts(data: dict[str, Any]) -> tuple[Any, ...]:
    """Return all that is told of a trade, as it was written."""
    return tuple(data[one] for one in ("a", "T", "p", "q", "f", "l", "m"))


def told(recording: Sequence[Happening], symbol: str) -> list[tuple[Any, ...]]:
    return sorted({texts(one.data) for one in recording if one.data["s"] == symbol})

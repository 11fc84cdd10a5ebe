"""What many frames say, each read by itself by the reader that decides."""

from collections.abc import Sequence
from typing import Any

from adapters.ticks.binance.batches import Burst, Frame
from adapters.ticks.binance.messages import Told, read
from application.ticks.feed import Control, Heard, Refused
from domain.ticks.moments import TimeUnit


def slowly(frames: Sequence[Frame], unit: TimeUnit = TimeUnit.MILLISECONDS) -> Heard:
    trades: dict[Any, list[Any]] = {}
    refused, controls = [], []
    for content, received in frames:
        one = read(content, received, unit)
        if isinstance(one, Told):
            trades.setdefault(one.name, []).append(one.trade)
        refused += [one] if isinstance(one, Refused) else []
        controls += [one] if isinstance(one, Control) else []
    return Heard(trades, tuple(refused), tuple(controls))


def framed(contents: Sequence[bytes]) -> list[Frame]:
    return [Frame(content, number) for number, content in enumerate(contents)]


def bursts(contents: Sequence[bytes]) -> list[Burst]:
    return [Burst.of([content], number) for number, content in enumerate(contents)]

"""How fast frames become exact trades: beside json with Decimal, and msgspec that only decodes."""

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from statistics import median
from time import process_time
from typing import Any

import msgspec

from adapters.ticks.binance.batches import Burst, read_all
from adapters.ticks.binance.stream import AT_ONCE
from benchmarks.figures import Figure, Options
from benchmarks.ticks import made_up_frames
from domain.ticks.moments import TimeUnit

FRAMES, ROUNDS = 40_000, 15
BAR = 1_000_000
Read = Callable[[Sequence[bytes]], object]


def run(options: Options) -> Iterator[Figure]:
    """Take turns; each side is charged the CPU time of this process."""
    frames = [*made_up_frames.frames(FRAMES)]
    _check(frames)
    rounds = [
        [_messages_a_second(read, frames) for read in (_ours, _decimals, _decoded)]
        for _ in range(options.rounds or ROUNDS)
    ]
    ours, decimals, floor = (median(side) for side in zip(*rounds, strict=True))
    yield Figure(
        name="ticks-parse",
        says=f"{ours:,.0f} exact messages/s, json + Decimal {decimals:,.0f}/s: "
        f"{ours / decimals:.1f} times; msgspec alone {floor:,.0f}/s",
        bar=f"{BAR:,}/s",
        passed=ours >= BAR,
        numbers={"rounds": rounds, "of_the_floor": ours / floor},
    )


def _messages_a_second(read: Read, frames: Sequence[bytes]) -> float:
    began = process_time()
    for start in range(0, len(frames), AT_ONCE):
        read(frames[start : start + AT_ONCE])
    return len(frames) / (process_time() - began)


def _ours(frames: Sequence[bytes]) -> object:
    return read_all([Burst.of(frames, 0)], TimeUnit.MILLISECONDS)


def _decimals(frames: Sequence[bytes]) -> list[Any]:
    return [exact(frame) for frame in frames]


def exact(frame: bytes) -> tuple[Any, ...]:
    """Return what a frame says as one would read it at first."""
    data = json.loads(frame)["data"]
    amounts = Decimal(data["p"]), Decimal(data["q"])
    return data["a"], data["T"], *amounts, data["f"], data["l"], data["m"]


class Data(msgspec.Struct, gc=False):
    a: int
    p: str
    q: str
    f: int
    l: int  # noqa: E741 - the exchange's name
    T: int
    m: bool


class Combined(msgspec.Struct, gc=False):
    stream: str
    data: Data


_decode = msgspec.json.Decoder(Combined).decode


def _decoded(frames: Sequence[bytes]) -> object:
    return [_decode(frame) for frame in frames]


def _check(frames: Sequence[bytes]) -> None:
    """Raise RuntimeError where the two sides do not read the same digits."""
    (trades,) = read_all([Burst.of(frames, 0)], TimeUnit.MILLISECONDS).trades.values()
    for trade, theirs in zip(trades, _decimals(frames), strict=True):
        told = Decimal(trade.told_price), Decimal(trade.told_quantity)
        if (trade.id, *told) != (theirs[0], *theirs[2:4]):
            raise RuntimeError(f"the two read different trades: {trade} and {theirs}")

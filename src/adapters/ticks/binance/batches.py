"""Many frames of a combined stream at once, when they are what they nearly always are.

Very many are read as bytes by `usual`, where each is written as the exchange writes it now. Written
otherwise, or fewer, they are decoded and taken column by column. Whatever is in the least unusual
is read again, frame by frame, by `messages`, which is the one that decides.
"""

from array import array
from collections.abc import Sequence
from functools import partial
from operator import gt
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec

from adapters.ticks.binance.columns import amounts
from adapters.ticks.binance.messages import LONGEST, Content, Told, read
from adapters.ticks.binance.names import name_of
from adapters.ticks.binance.usual import trades_of
from application.ticks.feed import Control, Heard, Name, Refused
from domain.ticks.errors import TimeMalformed
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit, moment
from domain.ticks.trade import MOST_ID, Trade

AT_ONCE: Final = 200
WORTH_IT: Final = 16
"""Below so many frames reading each by itself costs less."""
VERY_MANY: Final = 128
"""Below so many frames decoding them costs less than reading their bytes."""
_Id = Annotated[int, msgspec.Meta(ge=0, le=MOST_ID)]
_trade = partial(tuple.__new__, Trade)


class Burst(NamedTuple):
    """Messages that were received together, and when, in microseconds since 1970.

    `joined` is one behind the other: it is looked at several times, and joining them takes longer.
    """

    contents: Sequence[Content]
    received: int
    joined: bytes

    @classmethod
    def of(cls, contents: Sequence[Content], received: int) -> "Burst":
        return cls(contents, received, b"".join(contents))


class Frame(NamedTuple):
    """What came in one message, and when."""

    content: Content
    received: int


class _Aggregate(msgspec.Struct, gc=False):
    e: Literal["aggTrade"]
    s: str
    a: _Id
    p: str
    q: str
    f: _Id
    l: _Id  # noqa: E741 - the exchange's name
    T: int
    m: bool


class _Combined(msgspec.Struct, gc=False):
    stream: str
    data: _Aggregate


_decode = msgspec.json.Decoder(_Combined).decode


def bursts_of(
    contents: Sequence[Content], received: int, at_once: int = AT_ONCE
) -> Sequence[Burst]:
    """Return them in parts: so many messages find room together or not at all."""
    starts = range(0, len(contents), at_once)
    return [Burst.of(contents[start : start + at_once], received) for start in starts]


def read_all(bursts: Sequence[Burst], unit: TimeUnit) -> Heard:
    """Read messages in their order."""
    contents = [one for burst in bursts for one in burst.contents]
    received = array("q")
    for burst in bursts:
        received.extend(array("q", [burst.received]) * len(burst.contents))
    if len(contents) >= VERY_MANY:
        trades = trades_of(contents, [one.joined for one in bursts], received, unit)
        if trades is not None:
            return Heard(trades)
    return _read([*map(Frame, contents, received)], unit)


def _read(frames: Sequence[Frame], unit: TimeUnit) -> Heard:
    if len(frames) >= WORTH_IT and (usual := _usual(frames, unit)) is not None:
        return Heard(usual)
    return _each(frames, unit)


def _each(frames: Sequence[Frame], unit: TimeUnit) -> Heard:
    trades: dict[Name, list[Trade]] = {}
    refused: list[Refused] = []
    controls: list[Control] = []
    for frame in frames:
        match read(frame.content, frame.received, unit):
            case Told(name, trade):
                trades.setdefault(name, []).append(trade)
            case Control() as control:
                controls.append(control)
            case Refused() as other:
                refused.append(other)
    return Heard(trades, tuple(refused), tuple(controls))


def _usual(frames: Sequence[Frame], unit: TimeUnit) -> dict[Name, list[Trade]] | None:
    decoded = _decoded([frame.content for frame in frames])
    if decoded is None:
        return None
    data = [one.data for one in decoded]
    names = _names([(one.stream, one.data.s) for one in decoded])
    prices, quantities = amounts([one.p for one in data]), amounts([one.q for one in data])
    times = _times([one.T for one in data], unit)
    if names is None or prices is None or quantities is None or times is None:
        return None
    first, last = [one.f for one in data], [one.l for one in data]
    if any(map(gt, first, last)):
        return None
    columns = (
        [one.a for one in data], times, prices, quantities, first, last,
        [int(one.m) for one in data], [one.received for one in frames],
    )  # fmt: skip
    return _grouped(names, map(_trade, zip(*columns, strict=True)))


def _decoded(contents: list[Content]) -> list[_Combined] | None:
    if not b"".join(contents).isascii() or max(map(len, contents)) > LONGEST:
        return None
    try:
        return list(map(_decode, contents))
    except (ValueError, RecursionError):
        return None


def _names(told: list[tuple[str, str]]) -> list[Name] | None:
    known: dict[tuple[str, str], Name] = {}
    for stream, symbol in set(told):
        name = name_of(stream)
        if name is None or name != (symbol, Feed.AGGREGATES):
            return None
        known[stream, symbol] = name
    return [known[one] for one in told]


def _times(told: list[int], unit: TimeUnit) -> list[int] | None:
    """Return microseconds: if the least and the greatest are in the unit, then all are."""
    try:
        least, _ = moment(min(told), unit), moment(max(told), unit)
    except TimeMalformed:
        return None
    factor = least // min(told)
    return [time * factor for time in told]


def _grouped(names: list[Name], trades: Any) -> dict[Name, list[Trade]]:
    groups: dict[Name, list[Trade]] = {name: [] for name in dict.fromkeys(names)}
    if len(groups) == 1:
        groups[names[0]].extend(trades)
        return groups
    for name, trade in zip(names, trades, strict=True):
        groups[name].append(trade)
    return groups

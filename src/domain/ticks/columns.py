"""Trades column by column: thousands come at once, and each is looked at several times."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import index, le
from typing import NamedTuple, overload

from domain.ticks.moments import floor
from domain.ticks.trade import BY_ID, BY_MOMENT, Trade

Numbers = Sequence[int]


class Columns(NamedTuple):
    """What `Trade` has of one, of many."""

    ids: Numbers
    times: Numbers
    prices: Numbers
    quantities: Numbers
    firsts: Numbers
    lasts: Numbers
    forms: Numbers
    received: Numbers


class ColumnTrades(Sequence[Trade]):
    """Trades that stand in columns: one by itself is made for who asks for it."""

    __slots__ = ("told",)

    def __init__(self, told: Columns) -> None:
        self.told = told

    def __len__(self) -> int:
        return len(self.told.ids)

    def __iter__(self) -> Iterator[Trade]:
        return map(Trade._make, zip(*self.told, strict=True))

    @overload
    def __getitem__(self, place: int) -> Trade: ...
    @overload
    def __getitem__(self, place: slice) -> "ColumnTrades": ...
    def __getitem__(self, place: int | slice) -> "Trade | ColumnTrades":
        if isinstance(place, slice):
            return ColumnTrades(Columns._make(one[place] for one in self.told))
        return Trade._make(one[index(place)] for one in self.told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none


def columns(trades: Sequence[Trade]) -> Columns:
    if isinstance(trades, ColumnTrades):
        return trades.told
    return Columns(*zip(*trades, strict=True)) if trades else Columns(*[()] * len(Columns._fields))


def ids_of(trades: Sequence[Trade]) -> Numbers:
    return trades.told.ids if isinstance(trades, ColumnTrades) else [*map(BY_ID, trades)]


def in_time(told: Columns) -> Columns:
    """Return trades that stand by their ids as they stand by (time, id): mostly the same."""
    if all(map(le, told.times, islice(told.times, 1, None))):
        return told
    return columns(sorted(map(Trade._make, zip(*told, strict=True)), key=BY_MOMENT))


def parts(times: Numbers, width: int) -> Iterator[slice]:
    """Give where each interval of that width begins and ends among times that do not go back."""
    begin = 0
    while begin < len(times):
        end = bisect_left(times, floor(times[begin], width) + width, begin)
        yield slice(begin, end)
        begin = end

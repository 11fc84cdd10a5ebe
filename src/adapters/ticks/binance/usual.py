"""Frames that are written as the exchange always writes them, made trades in columns.

None for anything else: it says nothing about the single frame, which others judge.
"""

from array import array
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from adapters.ticks.binance.fields import Fields, fields
from adapters.ticks.binance.layouts import AGGREGATE, FILL, Places
from adapters.ticks.binance.messages import Content
from adapters.ticks.binance.names import name_of
from adapters.ticks.binance.words import PART, Words
from application.ticks.feed import Name
from domain.ticks.columns import Columns, ColumnTrades
from domain.ticks.errors import TimeMalformed
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit, moment
from domain.ticks.trade import MOST_ID, Trade

Numbers = NDArray[np.int64]
_WEIGHTS: Final = np.arange(1, 2 * PART, 2, dtype=np.uint64).reshape(2, -1) ** np.uint64(21)
"""Odd ones, to fold the words of a frame's two names into one."""


def trades_of(
    contents: Sequence[Content], joined: Sequence[bytes], received: "array[int]", unit: TimeUnit
) -> Mapping[Name, Sequence[Trade]] | None:
    """Return the trades of each market in their order, or None unless all are as usual.

    `joined` are the contents one behind the other, in any parts.
    """
    layout = AGGREGATE if contents[0].count(b",") == AGGREGATE.total else FILL
    found = fields(contents, joined, layout)
    table = None if found is None else _table(found, received, unit)
    if found is None or table is None:
        return None
    trades: dict[Name, Sequence[Trade]] = {}
    together = _alike(found.names)
    if together is None:
        return None
    for places in together:
        name = _name(found.names[:, places[0]], layout.feed)
        if name is None:
            return None
        trades[name] = _trades(table if len(places) == len(contents) else table[:, places])
    return trades


def _table(found: Fields, received: "array[int]", unit: TimeUnit) -> Numbers | None:
    """Return a row for each column of a trade."""
    _, ids, prices, quantities, *stands_for, times = found.written.view(np.int64)
    firsts, lasts = stands_for or (ids, ids)
    factor = _factor(times, unit)
    if factor is None or not (prices.all() and quantities.all()) or (firsts > lasts).any():
        return None
    if max(ids.max(), lasts.max()) > MOST_ID:
        return None
    columns = ids, times * factor, prices, quantities, firsts, lasts, found.flags[0], received
    table = np.empty((len(columns), len(ids)), np.int64)
    for row, column in zip(table, columns, strict=True):
        row[:] = column
    return table


def _factor(times: Numbers, unit: TimeUnit) -> int | None:
    """Return the microseconds in the unit: if the least and the greatest are in it, all are."""
    least, most = int(times.min()), int(times.max())
    try:
        moment(most, unit)
        return moment(least, unit) // least
    except TimeMalformed:
        return None


def _alike(names: Words) -> Sequence[Places] | None:
    """Return which frames have the same names as one another, by which comes first.

    None where other names fold to the same number.
    """
    if (names == names[:, :1]).all():
        return [np.arange(names.shape[1])]
    folded = np.einsum("nfw,nw->f", names, _WEIGHTS)
    order = np.argsort(folded, kind="stable")
    is_new = np.diff(folded[order]) != 0
    if (np.diff(names.take(order, axis=1), axis=1).any(axis=(0, 2)) & ~is_new).any():
        return None
    return sorted(np.split(order, np.flatnonzero(is_new) + 1), key=itemgetter(0))


def _name(names: NDArray[np.uint64], feed: Feed) -> Name | None:
    """Return the market that a frame's stream and symbol name, if they name the same."""
    stream, told = (one[:-1].tobytes()[-int(one[-1]) :] for one in names)
    name = name_of(f"{stream.decode('latin-1')}@{feed}")
    return name if name is not None and name[0].encode() == told else None


def _trades(table: Numbers) -> ColumnTrades:
    return ColumnTrades(Columns._make(array("q", row.tobytes()) for row in table))

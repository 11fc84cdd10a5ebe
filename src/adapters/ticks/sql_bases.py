"""What rows of trades are told from: 1,024 ids beside each other have one base.

A row's time, price, place among the exchange's own trades and delay are what they are beyond the
base's, which are those of the first trade of them that came. A base stays as it was made.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from sqlalchemy import Connection, bindparam, insert, literal_column, select

from adapters.database.chunks import chunks
from adapters.database.in_transaction import change_all, find
from adapters.ticks.packing import Packed
from adapters.ticks.tables import tick_bases, tick_trades

BITS: Final = 10
TRADES, BASES = tick_trades.c, tick_bases.c
TOLD_FROM: Final = ("time", "price", "ahead", "delay")
NAMES: Final = tuple(one.name for one in TRADES)
WHOLE = tuple(
    (BASES[one.name] + one).label(one.name) if one.name in TOLD_FROM else one for one in TRADES
)
"""The columns of trades with their bases added, for `unpacked`."""
ITS_BASE = BASES.key == TRADES.key.op(">>")(literal_column(str(BITS)))
FULL_TRADES = select(*WHOLE).join_from(tick_trades, tick_bases, ITS_BASE)
Base = tuple[int, ...]
MAKE = insert(tick_bases)
HELD = select(tick_bases).where(BASES.key.in_(bindparam("keys", expanding=True)))


def from_bases(connection: Connection, rows: Packed) -> Packed:
    """Return rows as what they are beyond their bases; make those that are not there."""
    keys = rows[0] >> BITS
    begins = np.flatnonzero(np.diff(keys, prepend=-1))  # where rows of another base begin
    whose = keys[begins].tolist()
    columns = dict(zip(NAMES, rows, strict=True))
    firsts = zip(*(columns[name][begins].tolist() for name in TOLD_FROM), strict=True)
    bases = np.array(_held_or_made(connection, whose, [*firsts]))
    many = np.diff(begins, append=len(keys))
    for name, base in zip(TOLD_FROM, bases.T, strict=True):
        columns[name] = columns[name] - np.repeat(base, many)
    return tuple(columns.values())


def _held_or_made(
    connection: Connection, keys: Sequence[int], firsts: Sequence[Base]
) -> Sequence[Base]:
    """Return the base of each key; one that is not held is made of the first that came."""
    held: dict[int, Base] = {}
    for some in chunks(keys):
        held.update((row[0], row[1:]) for row in find(connection, HELD, {"keys": some}))
    new: dict[int, Base] = {}
    for key, first in zip(keys, firsts, strict=True):
        if key not in held:
            new.setdefault(key, first)
    rows = [{"key": key, **dict(zip(TOLD_FROM, one, strict=True))} for key, one in new.items()]
    change_all(connection, MAKE, rows)
    bases = held | new
    return [bases[key] for key in keys]

"""The minutes of an hour as one value, beside their rows: a day is 24 values and not 1,440 rows.

A value is 60 times eight numbers of eight bytes, the lowest byte first: open, high, low, close,
volume in whole coins and the part of one, trades kept, trades of the exchange. A minute without a
trade is all 0. It takes 3,840 bytes, so that a page of SQLite holds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Final

import numpy as np
from sqlalchemy import Connection, bindparam, select

from adapters.database.chunks import chunks
from adapters.database.in_transaction import find
from adapters.database.inserts import save
from adapters.ticks.packing import key
from adapters.ticks.tables import tick_hours
from domain.ticks.market import MarketId
from domain.ticks.moments import MINUTE
from domain.ticks.ranges import Growing, Range
from domain.ticks.trade import MOST_ID

HOURS = tick_hours.c
HELD = select(tick_hours).where(HOURS.key.in_(bindparam("keys", expanding=True)))
MINUTES: Final = 60
HOUR: Final = MINUTES * MINUTE
COIN: Final = 10**8
_NUMBERS: Final = Struct("<8q")
_COUNT: Final = 6
_STARTS: Final = MINUTE * np.arange(MINUTES)


def keep_hours(connection: Connection, market: MarketId, made: Mapping[int, Growing]) -> None:
    """Put minutes, all that is in them, in the place of what their hours have."""
    hours: dict[int, list[Growing]] = {}
    for one in made.values():
        hours.setdefault(key(market, one.start // HOUR), []).append(one)
    held: dict[int, bytes] = {}
    for keys in chunks(hours):
        held.update((row.key, row.minutes) for row in find(connection, HELD, {"keys": keys}))
    for number, minutes in hours.items():
        value = _with(held.get(number), minutes)
        save(connection, tick_hours, {"key": number, "minutes": value})


def ranges(hours: Sequence[tuple[int, bytes]], since: int, until: int) -> Iterable[Range]:
    """Give the minutes of hours that begin in `since` .. `until` (not included), in order."""
    if not hours:
        return ()
    keys, values = zip(*hours, strict=True)
    table = np.frombuffer(b"".join(values), "<i8").reshape(-1, _NUMBERS.size // 8)
    starts = ((np.array(keys) & MOST_ID)[:, None] * HOUR + _STARTS).ravel()
    there = (table[:, _COUNT] > 0) & (starts >= since) & (starts < until)
    *prices, whole, part, count, trades = table[there].T.tolist()
    volumes = [coins * COIN + rest for coins, rest in zip(whole, part, strict=True)]
    return map(Range, starts[there].tolist(), *prices, volumes, count, trades)


def _with(held: bytes | None, minutes: Iterable[Growing]) -> bytes:
    value = bytearray(held or bytes(MINUTES * _NUMBERS.size))
    for one in minutes:
        place = one.start % HOUR // MINUTE * _NUMBERS.size
        prices = one.open, one.high, one.low, one.close
        volume = divmod(one.volume, COIN)
        _NUMBERS.pack_into(value, place, *prices, *volume, one.count, one.trades)
    return bytes(value)

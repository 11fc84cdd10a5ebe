"""Many rows at once, in each database's own way.

Rows are tuples of whole numbers, a column each: thousands come at a time.
"""

from collections.abc import Mapping
from itertools import repeat
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection

from adapters.ticks.packing import Packed
from domain.ticks.market import MarketId
from domain.ticks.moments import SECOND
from domain.ticks.ranges import Moment

COLUMNS: Final = ("key", "time", "price", "quantity", "ahead", "told", "delay")
INSERT: Final = """
INSERT INTO tick_trades (key, time, price, quantity, ahead, told, delay)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
COPY: Final = """
COPY tick_trades (key, time, price, quantity, ahead, told, delay) FROM STDIN (FORMAT BINARY)
"""
CLOSE: Final = """
INSERT INTO tick_seconds (market, second, micros, id) VALUES (?, ?, ?, ?)
ON CONFLICT (market, second) DO UPDATE SET micros = excluded.micros, id = excluded.id
WHERE (excluded.micros, excluded.id) > (micros, id)
"""
CLOSES: Final = """
INSERT INTO tick_seconds AS held (market, second, micros, id) SELECT %(market)s, *
FROM unnest(%(seconds)b::bigint[], %(micros)b::int[], %(ids)b::bigint[])
ON CONFLICT (market, second) DO UPDATE SET micros = excluded.micros, id = excluded.id
WHERE (excluded.micros, excluded.id) > (held.micros, held.id)
"""
SIGNATURE, END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
"""https://www.postgresql.org/docs/15/sql-copy.html, under Binary Format."""
TUPLE = np.dtype(
    [("fields", ">i2")]
    + [field for name in COLUMNS for field in ((f"{name} bytes", ">i4"), (name, ">i8"))]
)


def insert_trades(connection: Connection, rows: Packed) -> None:
    """Insert rows, none of whose keys is there."""
    if connection.dialect.name == "sqlite":
        _cursor(connection).executemany(INSERT, zip(*(one.tolist() for one in rows), strict=True))
        return
    with _cursor(connection) as cursor, cursor.copy(COPY) as copy:
        copy.write(_binary(rows))


def insert_closes(connection: Connection, market: MarketId, closes: Mapping[int, Moment]) -> None:
    """Let each second close with its last trade, of these and of those that are there."""
    seconds = list(closes)
    micros = [time % SECOND for time, _ in closes.values()]
    ids = [number for _, number in closes.values()]
    if connection.dialect.name == "sqlite":
        rows = zip(repeat(market), seconds, micros, ids, strict=False)  # the market has no end
        _cursor(connection).executemany(CLOSE, rows)
        return
    told = {"market": market, "seconds": seconds, "micros": micros, "ids": ids}
    connection.exec_driver_sql(CLOSES, told)


def _binary(rows: Packed) -> bytes:
    """Return rows as COPY reads them: each field with its length before it, in network order."""
    made = np.empty(len(rows[0]), TUPLE)
    made["fields"] = len(COLUMNS)
    for name, column in zip(COLUMNS, rows, strict=True):
        made[f"{name} bytes"] = 8
        made[name] = column
    return SIGNATURE + made.tobytes() + END


def _cursor(connection: Connection) -> Any:
    """Return the driver's cursor, in the transaction that was begun there."""
    return connection.connection.cursor()

"""Columns as PostgreSQL's arrays in binary: psycopg looks at the type of each value.

As `array_send` writes them: dimensions, whether there are nulls, the type's oid, how many, where
they begin; then each behind its length (src/backend/utils/adt/arrayfuncs.c).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import repeat
from operator import is_
from struct import Struct
from typing import Any
from uuid import UUID

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_empty, _head, _length = Struct(">iiI").pack, Struct(">iiIii").pack, Struct(">i").pack
_long, _integer, _flag = Struct(">iq").pack, Struct(">ii").pack, Struct(">i?").pack
SIXTEEN, NULL = _length(16), _length(-1)
LEAST, GREATEST = -(2**63), 2**63 - 1
Packs = Callable[[Sequence[Any]], list[bytes]]
"""Writes values that are there, each behind its length."""


class Packed(bytes):
    """An array that is ready to be sent: its place in the statement says which kind it is."""

    __slots__ = ()


class Uuids(Packed):
    """One that says so itself."""

    __slots__ = ()


class Texts(Packed):
    """The same."""

    __slots__ = ()


class Longs(Packed):
    """The same."""

    __slots__ = ()


KINDS: Mapping[type[Packed], int] = {Packed: 0, Uuids: 2951, Texts: 1009, Longs: 1016}
"""The oids of arrays (src/include/catalog/pg_type.dat)."""


def uuids(column: Sequence[Any]) -> Packed:
    return _array(2950, lambda values: [SIXTEEN + one.bytes for one in values], column)


def texts(column: Sequence[str | None]) -> Packed:
    return _array(25, lambda values: _measured([one.encode() for one in values]), column)


def blobs(column: Sequence[bytes | None]) -> Packed:
    return _array(17, _measured, column)


def documents(column: Sequence[bytes]) -> Packed:
    """Take `json` that is written already."""
    return _array(114, _measured, column)


def moments(column: Sequence[datetime]) -> Packed:
    return _array(1184, lambda values: [_long(8, _microseconds(one)) for one in values], column)


def longs(column: Sequence[int | None]) -> Packed:
    return _array(20, lambda values: [_long(8, one) for one in values], column)


def integers(column: Sequence[int]) -> Packed:
    return _array(23, lambda values: [_integer(4, one) for one in values], column)


def flags(column: Sequence[bool]) -> Packed:
    return _array(16, lambda values: [_flag(1, one) for one in values], column)


def listed(values: list[Any]) -> Sequence[Any]:
    """Pack a list of ids, texts or whole numbers; any other is left to the driver.

    It takes four times as long, for it asks each value what it is.
    """
    kinds = set(map(type, values))
    if len(kinds) != 1:
        return values
    [kind] = kinds
    if kind is UUID:
        return Uuids(uuids(values))
    if kind is str and "\0" not in "".join(values):
        return Texts(texts(values))
    if kind is int and min(values) >= LEAST and max(values) <= GREATEST:
        return Longs(longs(values))
    return values


def _measured(values: Sequence[bytes]) -> list[bytes]:
    return [_length(len(one)) + one for one in values]


def _microseconds(moment: datetime) -> int:
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _array(kind: int, packs: Packs, column: Sequence[Any]) -> Packed:
    """Write what is the same throughout, as most that a request's events share, only once."""
    if not column:
        return Packed(_empty(0, 0, kind))
    first, many = column[0], len(column)
    if all(map(is_, column, repeat(first))):
        return Packed(_head(1, first is None, kind, many, 1) + _packed(packs, column[:1])[0] * many)
    packed = _packed(packs, column)
    return Packed(_head(1, NULL in packed, kind, many, 1) + b"".join(packed))


def _packed(packs: Packs, column: Sequence[Any]) -> list[bytes]:
    if None not in column:
        return packs(column)
    return [NULL if one is None else packs([one])[0] for one in column]


def register(connection: Any) -> None:
    """Have a connection of psycopg's send what is packed as it is."""
    from psycopg.adapt import Dumper
    from psycopg.pq import Format

    class Ready(Dumper):
        format = Format.BINARY

        def dump(self, obj: Packed) -> bytes:
            return obj

    for kind, oid in KINDS.items():
        ready = type(f"Ready{kind.__name__}", (Ready,), {"oid": oid})
        connection.adapters.register_dumper(kind, ready)

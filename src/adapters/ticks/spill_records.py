"""How batches stand in a file: each record can be found, and believed, by itself.

A head of 40 bytes has a mark, the content's length and CRC-32, the first and the last id and how
many trades there are, and its own CRC-32; then comes MessagePack. So a damaged content is stepped
over and its ids are known, and behind a damaged head the next mark is looked for.
"""

import os
import struct
import zlib
from typing import Any, Final, NamedTuple

import msgspec

from application.ticks.keeping import Batch
from domain.ticks.market import Feed
from domain.ticks.trade import BY_ID, Trade

MARK: Final = b"\x89tks\r\n\x1a\n"
"""No text has it, and no MessagePack of ours; as in PNG, whatever changes line ends breaks it."""
FIELDS: Final = struct.Struct("<8sIIqqI")
SUM: Final = struct.Struct("<I")
HEAD_BYTES: Final = FIELDS.size + SUM.size
LOOKED: Final = 1 << 20
_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class Head(NamedTuple):
    """`end` is where the record ends; ids are None of a batch without trades."""

    place: int
    end: int
    told: int
    first: int | None
    last: int | None


def record_of(batch: Batch) -> bytes:
    (symbol, feed), trades, past = batch
    content = _encode((symbol, feed.value, [tuple(one) for one in trades], past))
    ids = [*map(BY_ID, trades)] or [0]
    fields = FIELDS.pack(MARK, len(content), zlib.crc32(content), min(ids), max(ids), len(trades))
    return fields + SUM.pack(zlib.crc32(fields)) + content


def head_at(file: int, place: int) -> Head | None:
    """Return what a record says of itself; None where none begins that can be believed."""
    return _head(read(file, HEAD_BYTES, place), place)


def next_head(file: int, place: int, end: int) -> int:
    """Return where the next record begins from there on, `end` where none does."""
    while place < end:
        some = read(file, LOOKED + HEAD_BYTES, place)
        at = some.find(MARK)
        while at >= 0:
            if _head(some[at : at + HEAD_BYTES], place + at) is not None:
                return place + at
            at = some.find(MARK, at + 1)
        place += LOOKED
    return end


def batch_at(file: int, head: Head) -> Batch | None:
    """Return the batch of a record; None where it is not what was written."""
    start = head.place + HEAD_BYTES
    content = read(file, head.end - start, start)
    if len(content) != head.end - start or zlib.crc32(content) != head.told:
        return None
    symbol, feed, trades, past = _decode(content, type=tuple[str, Feed, list[Any], int])
    return Batch((symbol, feed), [Trade(*one) for one in trades], past)


def read(file: int, size: int, place: int) -> bytes:
    """Return what stands there, or nothing where the disk does not give it."""
    try:
        return os.pread(file, size, place)
    except OSError:
        return b""


def _head(raw: bytes, place: int) -> Head | None:
    fields, said = raw[: FIELDS.size], raw[FIELDS.size : HEAD_BYTES]
    if len(raw) < HEAD_BYTES or SUM.pack(zlib.crc32(fields)) != said:
        return None
    mark, length, told, first, last, count = FIELDS.unpack(fields)
    if mark != MARK:
        return None
    ids = (first, last) if count else (None, None)
    return Head(place, place + HEAD_BYTES + length, told, *ids)

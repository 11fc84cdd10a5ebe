"""One file of batches that wait: a queue that outlives the process.

Records follow each other: length and CRC-32 of four bytes each, then MessagePack. A record is
there once `add` has returned; a crash while it was written leaves a torn end, which is cut off.
Batches that were read back and not yet forgotten come again after a crash: to keep one twice
changes nothing.
"""

import os
import struct
import zlib
from contextlib import suppress
from typing import Any, Final

import msgspec

from application.ticks.keeping import Batch, SpillFull
from domain.ticks.market import Feed
from domain.ticks.trade import Trade

HEAD: Final = struct.Struct("<II")
LONGEST: Final = 1 << 26
_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class SpillFile:
    """`file` is open, and nobody else's."""

    def __init__(self, file: int) -> None:
        self._file = file
        self.end = self._whole()
        os.ftruncate(self._file, self.end)
        self._place = 0
        self._first: tuple[Batch, int] | None = None

    def add(self, record: bytes) -> None:
        """Raises SpillFull: then it is as if nothing had been asked."""
        try:
            _write(self._file, record, self.end)
            os.fsync(self._file)
        except OSError as error:
            with suppress(OSError):  # what stands beyond the end is never read
                os.ftruncate(self._file, self.end)
            raise SpillFull(str(error)) from error
        self.end += len(record)

    def first(self) -> Batch | None:
        if self._first is None and self._place < self.end:
            self._first = self._read(self._place)
        return self._first[0] if self._first else None

    def done(self) -> None:
        if self._first is None:
            return
        self._place, self._first = self._first[1], None
        if self._place >= self.end:
            os.ftruncate(self._file, 0)
            self._place = self.end = 0

    def close(self) -> None:
        os.close(self._file)

    def _whole(self) -> int:
        """Return where the last whole record ends."""
        end = 0
        while (found := self._read(end)) is not None:
            end = found[1]
        return end

    def _read(self, place: int) -> tuple[Batch, int] | None:
        head = os.pread(self._file, HEAD.size, place)
        if len(head) < HEAD.size:
            return None
        length, told = HEAD.unpack(head)
        content = os.pread(self._file, length, place + HEAD.size) if length <= LONGEST else b""
        if not content or len(content) < length or zlib.crc32(content) != told:
            return None
        return _batch(content), place + HEAD.size + length


def record_of(batch: Batch) -> bytes:
    (symbol, feed), trades, past = batch
    content = _encode((symbol, feed.value, [tuple(one) for one in trades], past))
    return HEAD.pack(len(content), zlib.crc32(content)) + content


def _write(file: int, record: bytes, place: int) -> None:
    """Write it whole: the system may take less at once."""
    view = memoryview(record)
    while view:
        written = os.pwrite(file, view, place)
        view, place = view[written:], place + written


def _batch(content: bytes) -> Batch:
    symbol, feed, trades, past = _decode(content, type=tuple[str, Feed, list[Any], int])
    return Batch((symbol, feed), [Trade(*one) for one in trades], past)

"""Batches that wait for the database, in a file that outlives the process.

Records follow each other: length and CRC-32 of four bytes each, then MessagePack. A record is
there once `add` has returned; a crash while it was written leaves a torn end, which is cut off.
Batches that were read back and not yet forgotten come again after a crash: to keep one twice
changes nothing.
"""

import fcntl
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from application.ticks.keeping import Batch, SpillFull
from domain.ticks.market import Feed
from domain.ticks.trade import Trade

HEAD: Final = struct.Struct("<II")
MOST_BYTES: Final = 1 << 30
LONGEST: Final = 1 << 26
_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class FileSpill:
    """One process has a file; one that finds it taken has the next."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._most = most_bytes
        self._file = _locked(folder)
        self._end = self._whole()
        os.ftruncate(self._file, self._end)
        self._place = 0
        self._first: tuple[Batch, int] | None = None

    @property
    def bytes(self) -> int:
        return self._end - self._place

    def add(self, batch: Batch) -> None:
        record = _record(batch)
        if self._end + len(record) > self._most:
            raise SpillFull(f"it has its {self._most:,} bytes")
        try:
            _write(self._file, record, self._end)
            os.fsync(self._file)
        except OSError as error:
            with suppress(OSError):  # what stands beyond the end is never read
                os.ftruncate(self._file, self._end)
            raise SpillFull(str(error)) from error
        self._end += len(record)

    def first(self) -> Batch | None:
        if self._first is None and self._place < self._end:
            self._first = self._read(self._place)
        return self._first[0] if self._first else None

    def done(self) -> None:
        if self._first is None:
            return
        self._place, self._first = self._first[1], None
        if self._place >= self._end:
            os.ftruncate(self._file, 0)
            self._place = self._end = 0

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


def _locked(folder: Path) -> int:
    for path in _paths(folder):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            return file
    raise AssertionError("there is always a next file")


def _paths(folder: Path) -> Iterator[Path]:
    number = 0
    while True:
        yield folder / f"spill-{number}"
        number += 1


def _write(file: int, record: bytes, place: int) -> None:
    """Write it whole: the system may take less at once."""
    view = memoryview(record)
    while view:
        written = os.pwrite(file, view, place)
        view, place = view[written:], place + written


def _record(batch: Batch) -> bytes:
    (symbol, feed), trades, past = batch
    content = _encode((symbol, feed.value, [tuple(one) for one in trades], past))
    return HEAD.pack(len(content), zlib.crc32(content)) + content


def _batch(content: bytes) -> Batch:
    symbol, feed, trades, past = _decode(content, type=tuple[str, Feed, list[Any], int])
    return Batch((symbol, feed), [Trade(*one) for one in trades], past)

"""Read the next stretch of a file, and say what each of its rows came to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from application.campaigns.files.ports import (
    PART_BYTES,
    BadRow,
    BlockReader,
    Columns,
    FilesStore,
    Stretch,
)
from application.service import service
from domain.campaigns.dialect import Dialect
from domain.campaigns.performance_file import Chunk, PerformanceFile, Quarantined
from domain.campaigns.rows import LONGEST_ROW
from domain.campaigns.rules import Offence, Reason

BLOCK_BYTES = PART_BYTES
"""Many times LONGEST_ROW, so that a block without a whole row has none that is not too long."""


class RowsLost(Exception):
    """A bug: what was read is not what was loaded and quarantined."""


@dataclass(frozen=True, slots=True)
class Found:
    chunk: Chunk
    good: Columns
    bad: list[Quarantined]

    @property
    def reasons(self) -> Mapping[Reason, int]:
        return Counter(one.offence.reason for one in self.bad)


@service
class NextChunk:
    """The same file and position always come to the same."""

    store: FilesStore
    reader: BlockReader

    def __call__(self, file: PerformanceFile) -> Found:
        """Return what follows the file's position; raises RowsLost."""
        block = self.store.bytes_of(file.id, file.position, BLOCK_BYTES)
        last = file.position + len(block) >= file.size
        block = block[: len(block) - len(block) % file.dialect.unit]
        read = file.dialect.to_utf8(block)
        stretch = self.reader(file.grammar, read, last=last)
        if not stretch.consumed and not last:
            return self._too_long(file, block)
        if stretch.read != len(stretch.good.rows) + len(stretch.bad):
            raise RowsLost
        seen = len(file.dialect.to_raw(read[: stretch.consumed]))
        end = file.size if last else file.position + seen
        return _found(file, read, stretch, end)

    def _too_long(self, file: PerformanceFile, block: bytes) -> Found:
        """Look for the end of a row that is longer than a block, a block at a time."""
        newline = file.dialect.to_raw(b"\n")
        place, size = file.position, 0
        raw = block[:LONGEST_ROW]
        while block:
            cut = _aligned(block, newline)
            if cut is not None:
                size += cut
                place += cut + len(newline)
                break
            size += len(block)
            place += len(block)
            block = self.store.bytes_of(file.id, place, BLOCK_BYTES)
        row = Quarantined(file.read + 1, file.position, size, raw, Offence(Reason.ROW_TOO_LONG))
        chunk = Chunk(file.chunks, file.position, place, 0, 1)
        return Found(chunk, Columns.empty(), [row])


def _found(file: PerformanceFile, read: bytes, stretch: Stretch, end: int) -> Found:
    first = file.read + 1
    good = stretch.good._replace(rows=[first + one for one in stretch.good.rows])
    bad = _quarantined(file.dialect, read, stretch.bad, first, file.position)
    chunk = Chunk(file.chunks, file.position, end, len(good.rows), len(bad))
    return Found(chunk, good, bad)


def _quarantined(
    dialect: Dialect, read: bytes, rows: list[BadRow], first: int, position: int
) -> list[Quarantined]:
    """Say where in the file each of them stands, and with which bytes."""
    found, seen, place = list[Quarantined](), 0, position
    for row in rows:
        place += len(dialect.to_raw(read[seen : row.start]))
        raw = dialect.to_raw(read[row.start : row.end])
        found.append(Quarantined(first + row.row, place, len(raw), raw[:LONGEST_ROW], row.offence))
        place, seen = place + len(raw), row.end
    return found


def _aligned(block: bytes, newline: bytes) -> int | None:
    """Find a line's end that begins with a character and not within one."""
    place = block.find(newline)
    while place >= 0 and place % len(newline):
        place = block.find(newline, place + 1)
    return place if place >= 0 else None

"""One file of batches that wait: a queue that outlives the process.

A record is there once `add` has returned; a crash while it was written leaves a torn end, which is
cut off. One that was damaged since is stepped over, and told of. Batches that were read back and
not yet forgotten come again after a crash: to keep one twice changes nothing.
"""

import os
from contextlib import suppress

from adapters.ticks.spill_records import HEAD_BYTES, Head, batch_at, head_at, next_head
from application.ticks.keeping import Batch, Damaged, SpillFull


class SpillFile:
    """`file` is open, and nobody else's."""

    def __init__(self, file: int) -> None:
        self._file = file
        self.end = self._whole()
        os.ftruncate(self._file, self.end)
        self._place = 0
        self._first: tuple[Batch, Head] | None = None
        self._reached: int | None = None
        self._damaged: list[Damaged] = []

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
        while self._first is None and self._place < self.end:
            self._read()
        return self._first[0] if self._first else None

    def done(self) -> None:
        if self._first is None:
            return
        _, head = self._first
        self._first, self._reached = None, head.last
        self._go_on(head.end)

    def damaged(self) -> list[Damaged]:
        """Return what was stepped over since this was asked last."""
        told, self._damaged = self._damaged, []
        return told

    def close(self) -> None:
        os.close(self._file)

    def _whole(self) -> int:
        """Return where the last record ends that was written to its end."""
        place, size = 0, os.fstat(self._file).st_size
        while place + HEAD_BYTES <= size:
            head = head_at(self._file, place)
            if head is not None and head.end > size:
                return place
            place = next_head(self._file, place + 1, size) if head is None else head.end
        return place

    def _read(self) -> None:
        """Take the next batch, or step over what is none."""
        head = head_at(self._file, self._place)
        if head is None:
            self._step_over_to(next_head(self._file, self._place + 1, self.end))
        elif (batch := batch_at(self._file, head)) is None:
            self._damaged.append(Damaged(head.end - head.place, head.first, head.last))
            self._reached = head.last
            self._go_on(head.end)
        else:
            self._first = batch, head

    def _step_over_to(self, place: int) -> None:
        """Which trades were there, only the records around them can tell."""
        after = head_at(self._file, place) if place < self.end else None
        first = None if self._reached is None else self._reached + 1
        last = None if after is None or after.first is None else after.first - 1
        self._damaged.append(Damaged(place - self._place, first, last))
        self._go_on(place)

    def _go_on(self, place: int) -> None:
        self._place = place
        if self._place >= self.end:
            os.ftruncate(self._file, 0)
            self._place = self.end = 0


def _write(file: int, record: bytes, place: int) -> None:
    """Write it whole: the system may take less at once."""
    view = memoryview(record)
    while view:
        written = os.pwrite(file, view, place)
        view, place = view[written:], place + written

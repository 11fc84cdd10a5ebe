"""What a row of a file is, exactly; see docs/campaigns-files.md.

Everything here is UTF-8 with lines that end with LF; a CR before it belongs to the line's end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.campaigns.cells import Broken, Open, cells_of
from domain.campaigns.columns import Layout
from domain.campaigns.rules import Judge, Offence, Performance, Reason, offences

LONGEST_ROW: Final = 65_536
"""Bytes; with it the row that an open quote is looked for in ends as well."""


@dataclass(frozen=True, slots=True)
class Row:
    """The bytes `start` to `end`, without the line's end; what follows begins at `next`.

    `verdict` is None for a line with nothing in it, which is no row.
    """

    start: int
    end: int
    next: int
    verdict: Performance | Offence | None


@dataclass(frozen=True, slots=True)
class RowGrammar:
    """`latest` is the last day that a row may be of."""

    layout: Layout
    delimiter: str
    quote: str
    judge: Judge
    latest: date = date.max

    def rows(self, block: bytes, *, last: bool) -> Iterator[Row]:
        """Yield what is complete in the block, lines without anything left out."""
        start = 0
        while start < len(block) and (row := self.row_at(block, start, last=last)) is not None:
            if row.verdict is not None:
                yield row
            start = row.next

    def row_at(self, block: bytes, start: int, *, last: bool) -> Row | None:
        """Return the row that begins there; None where the block may not hold all of it."""
        end = _line_end(block, start, last=last)
        if end is None:
            return None
        if end - start > LONGEST_ROW:
            return Row(start, end, end + 1, Offence(Reason.ROW_TOO_LONG))
        line = _bare(block, start, end)
        try:
            self.cells(line)
        except Open:
            closed = self._closed(block, start, end, last=last)
            if closed is None:
                return None
            end = closed
        except Broken:
            pass
        return self._row(block, start, end)

    def cells(self, row: bytes) -> list[bytes]:
        """Cut a row into what its cells hold; raises Open, Broken."""
        return cells_of(row, self.quote, self.delimiter)

    def _row(self, block: bytes, start: int, end: int) -> Row:
        raw = _bare(block, start, end)
        return Row(start, start + len(raw), end + 1, self.verdict(raw) if raw else None)

    def told(self, raw: bytes) -> tuple[str, ...] | None:
        """Return what a row says in each of COLUMNS, and in DAY if the file has it.

        None where its form does not tell.
        """
        try:
            cells = [cell.decode() for cell in self.cells(raw)]
        except (Open, Broken, UnicodeDecodeError):
            return None
        if len(cells) != self.layout.width:
            return None
        return self.layout.told(cells)

    def verdict(self, raw: bytes) -> Performance | Offence:
        """Judge one row's bytes."""
        if b"\0" in raw:
            return Offence(Reason.NUL_BYTE)
        try:
            raw.decode()
        except UnicodeDecodeError:
            return Offence(Reason.UNDECODABLE)
        if b"\r" in raw.replace(b"\r\n", b"\n"):
            return Offence(Reason.STRAY_LINE_BREAK)
        try:
            cells = [cell.decode() for cell in self.cells(raw)]
        except (Open, Broken):
            return Offence(Reason.BROKEN_QUOTE)
        return self._measured(cells)

    def _measured(self, cells: list[str]) -> Performance | Offence:
        width = self.layout.width
        if len(cells) == width:
            if self.layout.is_header(cells):
                return Offence(Reason.REPEATED_HEADER)
            return self.judge(self.layout.told(cells), self.latest)
        few = len(cells) < width
        return Offence(Reason.TOO_FEW_CELLS if few else Reason.TOO_MANY_CELLS)

    def _closed(self, block: bytes, start: int, end: int, *, last: bool) -> int | None:
        """Return where the row ends whose first line, to `end`, leaves a quote open.

        That is the end of the line that closes it, or `end` itself where nothing does; None where
        the block may not hold all of it.
        """
        first = end
        while True:
            begin = end + 1
            if begin - start > LONGEST_ROW:
                return first
            if begin >= len(block):
                return first if last else None
            found = _line_end(block, begin, last=last)
            if found is None or found - start > LONGEST_ROW:
                return None if found is None and len(block) - start <= LONGEST_ROW else first
            end, line = found, _bare(block, begin, found)
            if line.count(self.quote.encode()) % 2:
                return end if self._is_whole(_bare(block, start, end)) else first
            if self.stands_alone(line):
                return first

    def stands_alone(self, line: bytes) -> bool:
        """Return whether this line is a row by itself, but for one of its columns at most."""
        try:
            cells = [cell.decode() for cell in self.cells(line)]
        except (Open, Broken, UnicodeDecodeError):
            return False
        if len(cells) != self.layout.width:
            return False
        told = list(offences(self.layout.told(cells), self.latest))
        return self.layout.is_header(cells) or len(told) <= 1

    def _is_whole(self, raw: bytes) -> bool:
        try:
            self.cells(raw)
        except (Open, Broken):
            return False
        return True


def _line_end(block: bytes, start: int, *, last: bool) -> int | None:
    end = block.find(b"\n", start)
    if end >= 0:
        return end
    return len(block) if last else None


def _bare(block: bytes, start: int, end: int) -> bytes:
    """Return it without the CR of the line's end."""
    return block[start:end].removesuffix(b"\r")

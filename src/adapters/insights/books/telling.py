"""Rows as lines of JSON, from the process that reads a file to the one that asks.

First `{"hidden": […], "epoch": …}`; then a sheet's name, and after it its rows: the number, and
for each cell a letter for its kind with its text behind. `true` says that this was all;
`{"refused": code, "detail": sentence}` that there is no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

import msgspec

from adapters.insights.books.limits import COLUMNS, BookLimits
from domain.insights.book_errors import (
    BookEncrypted,
    BookNeededTooMuchMemory,
    BookTookTooLong,
    BookTooLarge,
    BookUnfoldsTooFar,
    BookUnreadable,
    WorkbooksNotInstalled,
)
from domain.insights.cell import Cell, Kind, Line
from domain.insights.dates import Epoch

KINDS = {one.value: one for one in Kind}
NOTHING = Cell(Kind.EMPTY, "")
LONGEST_DETAIL, LONGEST_CELL, LONGEST_SHEET = 200, 32_767, 200
"""No spreadsheet holds a longer text in a cell, or names a sheet in more than 31 letters."""


class Sheets(NamedTuple):
    """What a reader finds: rows in the order of the sheets, made as they are asked for."""

    hidden: tuple[str, ...]
    epoch: Epoch | None
    lines: Iterable[Line]


def tell(sheets: Sheets, to: BinaryIO, limits: BookLimits) -> None:
    """Write every row that holds anything; raises BookTooLarge, BookUnreadable."""
    encode = msgspec.json.Encoder().encode
    to.write(encode({"hidden": sheets.hidden, "epoch": sheets.epoch}) + b"\n")
    name = None
    held = (one for one in sheets.lines if any(cell.kind is not Kind.EMPTY for cell in one.cells))
    for rows, line in enumerate(held, start=1):
        if rows > limits.rows:
            raise BookTooLarge(limits.rows)
        if line.sheet != name:
            name = line.sheet
            if len(name) > LONGEST_SHEET:
                raise BookUnreadable(f"a sheet's name has more than {LONGEST_SHEET} characters")
            to.write(encode(_clean(name)) + b"\n")
        cells = [one.kind.value + _clean(one.text[:LONGEST_CELL]) for one in line.cells[:COLUMNS]]
        to.write(encode([line.number, *cells]) + b"\n")
    to.write(b"true\n")


def refusal(why: BookUnreadable) -> bytes:
    told = {"refused": why.code, "detail": str(why)[:LONGEST_DETAIL]}
    return msgspec.json.encode(told) + b"\n"


def _clean(text: str) -> str:
    """Return it without NUL and lone surrogates, which no database and no JSON can hold."""
    return text.replace("\0", "").encode(errors="replace").decode()


@dataclass(slots=True)
class ToldBook:
    """A Book that was told into a file; nothing in it is trusted."""

    told: BinaryIO
    limits: BookLimits
    hidden: frozenset[str] = frozenset()
    epoch: Epoch | None = None

    def heard(self) -> "ToldBook":
        """Go through it once to see that it is whole; raises kinds of BookUnreadable."""
        self.told.seek(0)
        last: Any = None
        for number, line in enumerate(self.told):
            if number == 0:
                self._head(_decoded(line))
            last = line
        ended = None if last is None else _decoded(last)
        if ended is not True:
            raise self._refused(ended)
        return self

    def lines(self) -> Iterator[Line]:
        self.told.seek(0)
        next(self.told, None)
        sheet, decode = "", msgspec.json.Decoder().decode
        for line in self.told:
            row = decode(line)
            if isinstance(row, str):
                sheet = row
            elif isinstance(row, list):
                yield Line(sheet, row[0], [_cell(one) for one in row[1:]])

    def _head(self, head: Any) -> None:
        if isinstance(head, dict) and "refused" not in head:
            self.hidden = frozenset(head.get("hidden", ()))
            self.epoch = Epoch(head["epoch"]) if head.get("epoch") else None

    def _refused(self, told: Any) -> BookUnreadable:
        if not isinstance(told, dict) or "refused" not in told:
            return BookUnreadable("the file brought down the process that read it")
        known: dict[str, BookUnreadable] = {
            BookEncrypted.code: BookEncrypted(),
            BookTooLarge.code: BookTooLarge(self.limits.rows),
            BookUnfoldsTooFar.code: BookUnfoldsTooFar(self.limits.expansion),
            BookTookTooLong.code: BookTookTooLong(self.limits.seconds),
            BookNeededTooMuchMemory.code: BookNeededTooMuchMemory(),
            WorkbooksNotInstalled.code: WorkbooksNotInstalled(),
        }
        return known.get(told["refused"]) or BookUnreadable(str(told.get("detail", "")))


def _decoded(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BookUnreadable("the file brought down the process that read it") from None


def _cell(told: str) -> Cell:
    return NOTHING if told == "-" else Cell(KINDS[told[0]], told[1:])

"""Rows of an .xlsx workbook, read by calamine (https://docs.rs/calamine)."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from adapters.insights.books.flaws import Flaws, epoch_of, flaws_of
from adapters.insights.books.limits import BookLimits
from adapters.insights.books.merged import Covered
from adapters.insights.books.telling import NOTHING, Sheets
from domain.insights.book_errors import BookEncrypted, BookUnfoldsTooFar, BookUnreadable
from domain.insights.cell import Cell, Kind, Line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ALWAYS_ALLOWED = 1_000_000
"""In bytes: a small file of mostly one word may unfold a great deal without harm."""
HALF_A_MILLISECOND = timedelta(microseconds=500)
ENCRYPTED = 0x1


def xlsx_sheets(content: bytes, limits: BookLimits) -> Sheets:
    """Return its worksheets, hidden ones too; raises kinds of BookUnreadable."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        archive = ZipFile(BytesIO(content))
        _checked(archive, len(content), limits)
        epoch = epoch_of(archive)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise BookEncrypted from error
    except (CalamineError, BadZipFile, KeyError, ValueError, EOFError) as error:
        raise BookUnreadable("the file is damaged, or no workbook at all") from error
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    hidden = tuple(one.name for one in sheets if one.visible != SheetVisibleEnum.Visible)
    return Sheets(hidden, epoch, _lines(book, archive, [one.name for one in sheets]))


def _checked(archive: ZipFile, size: int, limits: BookLimits) -> None:
    parts = archive.infolist()
    if sum(one.file_size for one in parts) > max(ALWAYS_ALLOWED, size * limits.expansion):
        raise BookUnfoldsTooFar(limits.expansion)
    if any(one.flag_bits & ENCRYPTED for one in parts):
        raise BookEncrypted


def _lines(book: "CalamineWorkbook", archive: ZipFile, names: Sequence[str]) -> Iterator[Line]:
    from python_calamine import CalamineError

    try:
        flawed = flaws_of(archive)
        for name in names:
            yield from _rows(book.get_sheet_by_name(name), flawed.get(name, {}))
    except (CalamineError, BadZipFile, zlib.error, EOFError) as error:
        raise BookUnreadable("a sheet is damaged") from error


def _rows(sheet: "CalamineSheet", flaws: Flaws) -> Iterator[Line]:
    left = 0 if sheet.start is None else sheet.start[1]
    covered = Covered(sheet.merged_cell_ranges or (), sheet.width + left)
    rows = () if sheet.start is None else sheet.iter_rows()
    number = -1
    for number, row in enumerate(rows):
        cells = [*[NOTHING] * left, *map(_cell, row)]
        for at in covered.at(number):
            if at < len(cells) and cells[at].kind is Kind.EMPTY:
                cells[at] = Cell(Kind.MERGED, "")
        yield Line(sheet.name, number + 1, _flawed(cells, flaws.get(number, {})))
    for below in sorted(one for one in flaws if one > number):  # calamine saw nothing there
        yield Line(sheet.name, below + 1, _flawed([], flaws[below]))


def _flawed(cells: list[Cell], flaws: Mapping[int, Kind]) -> list[Cell]:
    for at, kind in sorted(flaws.items()):
        cells += [NOTHING] * (at + 1 - len(cells))
        if cells[at].kind is Kind.EMPTY:
            cells[at] = Cell(kind, "")
    return cells


def _cell(value: Any) -> Cell:
    """Return what calamine read: it knows by a number's format that it is a date."""
    if isinstance(value, str):
        return Cell(Kind.TEXT, value) if value else NOTHING
    if isinstance(value, bool):
        return Cell(Kind.BOOLEAN, str(value).lower())
    if isinstance(value, (int, float)):
        return Cell(Kind.NUMBER, number(value))
    if isinstance(value, datetime):
        return Cell(Kind.MOMENT, rounded(value).isoformat())
    if isinstance(value, date):
        return Cell(Kind.MOMENT, f"{value.isoformat()}T00:00:00")
    return Cell(Kind.SPAN, str(value))


def number(value: float) -> str:
    """Return it as a spreadsheet shows it: 4 and not 4.0."""
    return str(int(value)) if value == int(value) else repr(value)


def rounded(at: datetime) -> datetime:
    """Return the millisecond that is meant: a number of days has no more digits than that."""
    at += HALF_A_MILLISECOND
    return at.replace(microsecond=at.microsecond // 1000 * 1000)

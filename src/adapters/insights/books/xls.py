"""Rows of an .xls workbook, read by xlrd (https://xlrd.readthedocs.io)."""

from collections.abc import Iterator
from datetime import datetime
from os import devnull
from pathlib import Path
from typing import Any

from adapters.insights.books.merged import Covered
from adapters.insights.books.telling import NOTHING, Sheets
from adapters.insights.books.xlsx import number, rounded
from domain.insights.book_errors import BookEncrypted, BookUnreadable
from domain.insights.cell import Cell, Kind, Line
from domain.insights.dates import BEGINNINGS, Epoch, Serial

LOCKED = "EncryptedPackage".encode("utf-16-le")
"""An .xlsx that has a password is wrapped in a file of the older kind ([MS-OFFCRYPTO], 2.3)."""


def xls_sheets(content: bytes) -> Sheets:
    """Return its sheets, hidden ones too; raises kinds of BookUnreadable."""
    import xlrd

    if LOCKED in content:
        raise BookEncrypted
    try:
        with Path(devnull).open("w") as unheard:
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, on_demand=True, logfile=unheard
            )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise BookEncrypted from error
        raise BookUnreadable("the file is damaged, or no workbook at all") from error
    except Exception as error:  # what xlrd raises for broken bytes is of any kind
        raise BookUnreadable("the file is damaged, or no workbook at all") from error
    epoch = Epoch.FROM_1904 if book.datemode else Epoch.FROM_1900
    sheets = [book.sheet_by_index(at) for at in range(book.nsheets)]
    hidden = tuple(one.name for one in sheets if one.visibility)
    return Sheets(hidden, epoch, (line for one in sheets for line in _rows(one, epoch)))


def _rows(sheet: Any, epoch: Epoch) -> Iterator[Line]:
    ranges = [
        ((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells
    ]
    covered = Covered(ranges, sheet.ncols)
    for at in range(sheet.nrows):
        cells = [_cell(one, epoch) for one in sheet.row(at)]
        for place in covered.at(at):
            if place < len(cells) and cells[place].kind is Kind.EMPTY:
                cells[place] = Cell(Kind.MERGED, "")
        yield Line(sheet.name, at + 1, cells)


def _cell(cell: Any, epoch: Epoch) -> Cell:
    """Return what xlrd read; a text without a letter is a formula that was never worked out."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return Cell(Kind.TEXT, cell.value) if cell.value else Cell(Kind.UNKNOWN, "")
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return Cell(Kind.NUMBER, number(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, epoch)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(Kind.BOOLEAN, "true" if cell.value else "false")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(Kind.ERROR, xlrd.error_text_from_code.get(cell.value, "#?"))
    return NOTHING


FICTITIOUS = 61
"""Days from 1900 before this one are counted with a 29 February that never was."""


def _date(days: float, epoch: Epoch) -> Cell:
    if days < 1:
        return Cell(Kind.SPAN, str(days))
    if epoch is Epoch.FROM_1900 and days < FICTITIOUS:
        return Cell(Kind.MOMENT, BEGINNINGS[epoch].replace(tzinfo=None).isoformat())
    try:
        at: datetime = Serial(days).read(epoch).replace(tzinfo=None)
    except OverflowError:
        return Cell(Kind.NUMBER, number(days))
    return Cell(Kind.MOMENT, rounded(at).isoformat())

"""Rows of a CSV file (RFC 4180, and what is written in its name)."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO

from adapters.insights.books.telling import LONGEST_CELL, NOTHING, Sheets
from domain.insights.book_errors import BookUnreadable
from domain.insights.cell import Cell, Kind, Line

SHEET = "csv"
SEPARATORS = ",;\t|"
BOMS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
LOOKED_AT = 4096


def csv_sheets(content: bytes) -> Sheets:
    """Return its one sheet; a row's number counts records. Raises BookUnreadable."""
    return Sheets((), None, _lines(_decoded(content)))


def _lines(text: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for number, row in enumerate(rows, start=1):
            yield Line(SHEET, number, [Cell(Kind.TEXT, one) if one else NOTHING for one in row])
    except csv.Error as error:
        raise BookUnreadable(f"the file is no table: {error}") from error


def _separator(text: str) -> str:
    """Return what stands most often in the first row that has anything in it."""
    first = next((line for line in text[:LOOKED_AT].splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _decoded(content: bytes) -> str:
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in content[:LOOKED_AT]:
        raise BookUnreadable("the file is no workbook that we know, and no text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")

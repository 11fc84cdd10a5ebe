"""Workbooks made for a test, as spreadsheets write them."""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
import xlwt

DATED = "dd/mm/yyyy hh:mm"
Write = Callable[[Any, Any], None]


def xlsx(write: Write, *, date_1904: bool = False) -> bytes:
    """Return a workbook that `write` filled, handed the book and a format for dates."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "date_1904": date_1904})
    write(book, book.add_format({"num_format": DATED}))
    book.close()
    return made.getvalue()


def sheet(rows: Sequence[Sequence[Any]], name: str = "Calls") -> bytes:
    """Return a workbook of one sheet; numbers in the first column are shown as dates."""

    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, value in enumerate(row):
                is_date = at == 0 and isinstance(value, (int, float))
                page.write(number, at, value, *([dated] if is_date else []))

    return xlsx(write)


def xls(rows: Sequence[Sequence[Any]], *, date_1904: bool = False) -> bytes:
    """Return the same as a workbook of the older kind."""
    book = xlwt.Workbook()
    book.dates_1904 = date_1904
    page, dated = book.add_sheet("Calls"), xlwt.easyxf(num_format_str=DATED)
    for number, row in enumerate(rows):
        for at, value in enumerate(row):
            is_date = at == 0 and isinstance(value, (int, float))
            page.write(number, at, value, *([dated] if is_date else []))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def with_parts(content: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return the workbook with some of its parts written anew."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, bytes)(old.read(name)))
    return made.getvalue()


def without_values(content: bytes) -> bytes:
    """Return the workbook as programs write it that leave the working out to others."""
    drop = {"xl/worksheets/sheet1.xml": lambda xml: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", xml)}
    return with_parts(content, drop)

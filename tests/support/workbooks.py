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
BEGINNING = bytes.fromhex("0908 1000 0006 0500")
FILEPASS = bytes.fromhex("2f00 3600 0100 0100 0100") + bytes(48)
STREAM_END = 512 + 4096
"""Of what xlwt writes first, which it pads to 4 KiB."""


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


def renamed(content: bytes, name: str, other: str) -> bytes:
    """Return the workbook with another name for a sheet, as no spreadsheet would let one type."""
    said, written = (f'name="{one}"'.encode() for one in (name, other))
    return with_parts(content, {"xl/workbook.xml": lambda xml: xml.replace(said, written)})


def without_values(content: bytes) -> bytes:
    """Return the workbook as programs write it that leave the working out to others."""
    drop = {"xl/worksheets/sheet1.xml": lambda xml: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", xml)}
    return with_parts(content, drop)


def xlsm(rows: Sequence[Sequence[Any]], macros: bytes) -> bytes:
    """Return the same with macros in it, and said to be a workbook that has some."""

    def enabled(xml: bytes) -> bytes:
        plain, macro = b"openxmlformats-officedocument.spreadsheetml", b"ms-excel"
        main = b"application/vnd.%b.sheet.main+xml"
        kind = main.replace(b"sheet.main", b"sheet.macroEnabled.main") % macro
        return xml.replace(main % plain, kind)

    made = BytesIO(with_parts(sheet(rows), {"[Content_Types].xml": enabled}))
    with ZipFile(made, "a", ZIP_DEFLATED) as book:
        book.writestr("xl/vbaProject.bin", macros)
    return made.getvalue()


def locked_xls(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of the older kind whose records say that they are encrypted.

    FILEPASS with RC4 stands behind the first record ([MS-XLS], 2.4.117), as a password puts it.
    What stands behind it moves into the padding of the file's only stream.
    """
    book = xls(rows)
    first = book.index(BEGINNING) + len(BEGINNING) + 12
    moved = book[first : STREAM_END - len(FILEPASS)]
    return book[:first] + FILEPASS + moved + book[STREAM_END:]


def locked_xlsx() -> bytes:
    """Return a compound file as a password wraps an .xlsx: its stream is an EncryptedPackage."""
    names = [one.encode("utf-16-le") for one in ("Workbook", "EncryptedPackage")]
    plain, wrapped = (one.ljust(64, b"\0") + (len(one) + 2).to_bytes(2, "little") for one in names)
    book = xls([["a"]])
    assert plain in book
    return book.replace(plain, wrapped)


def lying(content: bytes, part: str, size: int) -> bytes:
    """Return the archive with its directory saying that the part unfolds to so few bytes."""
    name = part.encode()
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    assert content[entry + 46 :].startswith(name)
    return content[: entry + 24] + size.to_bytes(4, "little") + content[entry + 28 :]

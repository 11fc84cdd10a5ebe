"""What a file is, told by its bytes: names lie, and many an .xls is a web page."""

from adapters.insights.books.limits import BookLimits
from adapters.insights.books.telling import Sheets
from domain.insights.book_errors import WorkbooksNotInstalled

ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""Workbooks from before they were wrapped in an OLE file."""
LOOKED_AT = 4096
PAGE_MARKS = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"<body")


def sheets_of(content: bytes, limits: BookLimits) -> Sheets:
    """Return what the file holds; raises kinds of BookUnreadable, also while lines are read."""
    start = content[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith((ZIP, OLE, *BIFF)):
        return _workbook(content, limits)
    if start.startswith(PAGE_MARKS):
        from adapters.insights.books.html import html_sheets

        return html_sheets(content)
    from adapters.insights.books.csv import csv_sheets

    return csv_sheets(content)


def _workbook(content: bytes, limits: BookLimits) -> Sheets:
    try:
        if content.startswith(ZIP):
            from adapters.insights.books.xlsx import xlsx_sheets

            return xlsx_sheets(content, limits)
        from adapters.insights.books.xls import xls_sheets

        return xls_sheets(content)
    except ModuleNotFoundError as error:
        raise WorkbooksNotInstalled from error

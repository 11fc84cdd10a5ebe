"""Rows of the tables of a web page, which many a program hands out as .xls."""

from collections.abc import Iterator
from typing import Any

from adapters.insights.books.limits import COLUMNS
from adapters.insights.books.telling import NOTHING, Sheets
from domain.insights.book_errors import BookUnreadable
from domain.insights.cell import Cell, Kind, Line

COVERED = Cell(Kind.MERGED, "")


def html_sheets(content: bytes) -> Sheets:
    """Return each table that holds no other as a sheet; raises BookUnreadable."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, encoding=_encoding(content))
    page = etree.fromstring(content, parser)
    tables = (
        [] if page is None else [one for one in page.iter("table") if one.find(".//table") is None]
    )
    if not tables:
        raise BookUnreadable("the page has no table")
    named = [(f"table {number}", one) for number, one in enumerate(tables, start=1)]
    return Sheets((), None, (line for name, one in named for line in _rows(name, one)))


def _encoding(content: bytes) -> str | None:
    """Return UTF-8 where it is that: pages out of programs seldom say so."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _rows(name: str, table: Any) -> Iterator[Line]:
    below: dict[int, int] = {}
    for number, row in enumerate(table.iter("tr"), start=1):
        cells: list[Cell] = []
        for cell in row.iterchildren("td", "th"):
            _cover(cells, below)
            text = "".join(cell.itertext())
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for at in range(len(cells), len(cells) + wide):
                below[at] = high - 1
            cells += [Cell(Kind.TEXT, text) if text else NOTHING, *[COVERED] * (wide - 1)]
        _cover(cells, below)
        yield Line(name, number, cells)


def _cover(cells: list[Cell], below: dict[int, int]) -> None:
    """Add the cells of rows above that reach down to this place."""
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append(COVERED)


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "1").strip()
    return max(1, min(int(said), COLUMNS)) if said.isascii() and said.isdigit() else 1

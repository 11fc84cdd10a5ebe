"""How a row is cut into cells, some of them between quotes."""

from __future__ import annotations

import re


class Open(Exception):
    """The last cell begins with a quote that nothing closes."""


class Broken(Exception):
    """A quote stands where none may."""


def cells_of(row: bytes, quote: str, delimiter: str) -> list[bytes]:
    """Cut a row into what its cells hold; raises Open, Broken."""
    mark = quote.encode()
    if mark not in row:
        return row.split(delimiter.encode())
    whole, cells, place = _cell(quote, delimiter), list[bytes](), 0
    while True:
        found = whole.match(row, place)
        if found is None:
            raise Open if _is_open(row, place, mark) else Broken
        quoted = found[1]
        cells.append(found[2] if quoted is None else quoted.replace(mark * 2, mark))
        if found.end() == len(row):
            return cells
        place = found.end() + 1


def _cell(quote: str, delimiter: str) -> re.Pattern[bytes]:
    """Match a cell up to what ends it; possessive, so that it takes as long as the cell is."""
    key = (quote, delimiter)
    if key not in _CELLS:
        q, d = re.escape(quote), re.escape(delimiter)
        quoted = f"{q}([^{q}]*+(?:{q}{q}[^{q}]*+)*+){q}"
        pattern = f"(?s:(?:{quoted}|([^{q}{d}]*+))(?={d}|\\Z))"
        _CELLS[key] = re.compile(pattern.encode())
    return _CELLS[key]


def _is_open(row: bytes, place: int, quote: bytes) -> bool:
    """Return whether the cell that begins there is quoted, and nothing after closes it."""
    if not row.startswith(quote, place):
        return False
    return quote not in row[place + 1 :].replace(quote * 2, b"")


_CELLS: dict[tuple[str, str], re.Pattern[bytes]] = {}

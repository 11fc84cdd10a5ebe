"""Rows of comma-separated values (RFC 4180), strictly, each with the line it begins on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.events.unfit import Unfit

CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^",\r\n]*+))(,|\r?\n|\Z)')
QUOTED = re.compile(r'"(?:[^"]|"")*+"')
END_OF_LINE = re.compile(r"\r?\n|\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """`fault` says why the row has no cells; `size` is in characters."""

    line: int
    cells: tuple[str, ...]
    size: int
    fault: Unfit | None = None


def rows(text: str) -> Iterator[Row]:
    """Yield the rows that are not blank; after a malformed one, go on with the next line."""
    at, line = 0, 1
    while at < len(text):
        begin, (cells, at, fault) = at, _row(text, at, line)
        if text[begin:at].strip("\r\n"):
            yield Row(line, tuple(cells), at - begin, fault)
        line += text.count("\n", begin, at)


def _row(text: str, at: int, line: int) -> tuple[list[str], int, Unfit | None]:
    cells: list[str] = []
    while cell := CELL.match(text, at):
        cells.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        at = cell.end()
        if cell[3] != ",":
            return cells, at, None
    quoted = QUOTED.match(text, at)
    if quoted is None and text[at] == '"':
        return [], len(text), Unfit("unclosed_quote", f"a quote of line {line} never closes")
    found = END_OF_LINE.search(text, at if quoted is None else quoted.end())
    after = len(text) if found is None else found.end()
    return [], after, Unfit("malformed_row", f"line {line} has a stray quote or line end")

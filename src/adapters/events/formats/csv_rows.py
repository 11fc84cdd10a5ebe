"""Rows of comma-separated values (RFC 4180), strictly, each with the line it begins on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.events.unfit import Unfit

CELL = re.compile(r'(?:"([^"]*+(?:""[^"]*+)*+)"|([^",\r\n]*+))(,|\r?\n|\Z)')
PLAIN = re.compile(r'([^"\r\n]*+)(?:\r?\n|\Z)')
QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
END_OF_LINE = re.compile(r"\r?\n|\Z")
MOST_CELLS = 256


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


def _row(text: str, at: int, line: int) -> tuple[Sequence[str], int, Unfit | None]:
    plain = PLAIN.match(text, at)
    if plain is None:
        return _quoted(text, at, line)
    if plain[1].count(",") >= MOST_CELLS:
        return (), plain.end(), Unfit("wrong_cell_count", _too_many(line))
    return plain[1].split(","), plain.end(), None


def _quoted(text: str, at: int, line: int) -> tuple[Sequence[str], int, Unfit | None]:
    cells: list[str] = []
    while cell := CELL.match(text, at):
        cells.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        at = cell.end()
        if cell[3] != ",":
            return cells, at, None
        if len(cells) == MOST_CELLS:
            return (), _next_line(text, at), Unfit("wrong_cell_count", _too_many(line))
    quoted = QUOTED.match(text, at)
    if quoted is None and text[at] == '"':
        return (), len(text), Unfit("unclosed_quote", f"a quote of line {line} never closes")
    after = _next_line(text, at if quoted is None else quoted.end())
    return (), after, Unfit("malformed_row", f"line {line} has a stray quote or line end")


def _next_line(text: str, at: int) -> int:
    found = END_OF_LINE.search(text, at)
    return len(text) if found is None else found.end()


def _too_many(line: int) -> str:
    return f"line {line} has more than {MOST_CELLS} cells"

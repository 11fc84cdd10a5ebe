"""Prove from a file's first bytes how it is to be read, or say what has to be declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.campaigns.cells import Broken, Open
from domain.campaigns.columns import COLUMNS, Layout, missing
from domain.campaigns.dialect import DELIMITERS, MARKS, NEWLINES, WORDS, Declared, Dialect
from domain.campaigns.errors import DialectUnclear, FileCompressed, FileEmpty
from domain.campaigns.rows import RowGrammar
from domain.campaigns.rules import judged

HEAD: Final = 65_536
"""The header is looked for in so many bytes."""
COMPRESSED: Final = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",
    b"BZh",
    b"\xfd7zXZ\0",
    b"7z\xbc",
)
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Proof:
    """`start` is the byte at which the rows begin, after the header."""

    dialect: Dialect
    layout: Layout
    start: int


def prove(head: bytes, declared: Declared, *, reads_days: bool = True) -> Proof:
    """Read the first HEAD bytes, with the column DAY if rules are to read it.

    Raises FileEmpty, FileCompressed, DialectUnclear, ColumnsRepeated.
    """
    if not head:
        raise FileEmpty
    if head.startswith(COMPRESSED):
        raise FileCompressed
    encoding = _encoding(head, declared)
    mark = MARKS.get(encoding, b"")
    begin = len(mark) if mark and head.startswith(mark) else 0
    text = _text(head[begin:], encoding)
    newline = _newline(text, declared)
    skipped, line, ended = _first_line(text, NEWLINES[newline])
    delimiter, quote, layout = _columns(line, declared, reads_days=reads_days)
    size = len((skipped + line + ended).encode(encoding))
    return Proof(Dialect(delimiter, quote, encoding, newline), layout, begin + size)


def _encoding(head: bytes, declared: Declared) -> str:
    marked = next((name for name, mark in MARKS.items() if head.startswith(mark)), None)
    said = declared.encoding
    if said is not None and marked not in {None, said} and said != "latin-1":
        raise DialectUnclear(f"encoding={said} was declared, and its byte order mark says {marked}")
    if said is not None or marked is not None:
        return said or marked or ""
    if b"\0" in head[: 4 * len(COLUMNS)]:
        raise DialectUnclear(
            "the header has NUL bytes and no byte order mark: declare encoding=utf-16-le or"
            " encoding=utf-16-be"
        )
    return "utf-8"


def _text(head: bytes, encoding: str) -> str:
    """Decode what is there; a character may be cut at the end, and rows may say anything."""
    return head.decode(encoding, "replace")


def _newline(text: str, declared: Declared) -> str:
    if declared.newline is not None:
        return declared.newline
    line = text.lstrip("\r\n").partition("\n")[0]
    if "\r" not in line.removesuffix("\r"):
        return "crlf" if line.endswith("\r") else "lf"
    if "\n" in text:
        raise DialectUnclear(
            "CR and LF both stand alone in the first lines: declare newline=lf or newline=cr"
        )
    return "cr"


def _first_line(text: str, newline: str) -> tuple[str, str, str]:
    """Return the empty lines, the header without its end, and its end."""
    rest = text.lstrip("\r\n")
    skipped = text[: len(text) - len(rest)]
    line, ended, _ = rest.partition(newline)
    if not ended and len(text) >= HEAD // 2:
        raise DialectUnclear(f"no header line ends within the first {HEAD} bytes: declare newline")
    bare = line.removesuffix("\r") if newline == "\n" else line
    return skipped, bare, line[len(bare) :] + ended


def _columns(line: str, declared: Declared, *, reads_days: bool) -> tuple[str, str, Layout]:
    """Find the one delimiter under which the header has every column."""
    quote = declared.quote or '"'
    among = (declared.delimiter,) if declared.delimiter else DELIMITERS
    found = []
    for delimiter in among:
        layout = Layout.of(_names(line, delimiter, quote), reads_days=reads_days)
        if layout is not None:
            found.append((delimiter, quote, layout))
    if len(found) == 1:
        return found[0]
    if found:
        raise DialectUnclear("the header can be read in more than one way: declare delimiter")
    raise DialectUnclear(_lacking(line, among, quote))


def _names(line: str, delimiter: str, quote: str) -> Sequence[str]:
    grammar = RowGrammar(Layout((), 0), delimiter, quote, judged)
    try:
        return [cell.decode() for cell in grammar.cells(line.encode("utf-8", "replace"))]
    except (Open, Broken):
        return ()


def _lacking(line: str, among: Sequence[str], quote: str) -> str:
    """Say what is missing under the delimiter that comes nearest."""
    lacks = min((missing(_names(line, one, quote)) for one in among), key=len)
    if len(lacks) == len(COLUMNS):
        known = ", ".join(word for word, sign in WORDS.items() if sign in among)
        return (
            f"the first line has none of the columns {', '.join(COLUMNS)} under any delimiter of:"
            f" {known}. It begins {line[:SHOWN]!r}: declare delimiter, quote or encoding"
        )
    return f"the header lacks {', '.join(lacks)}; it begins {line[:SHOWN]!r}"

"""What calamine does not tell of an .xlsx file: errors, formulas without a value, the epoch.

It reads both as empty cells (0.9.1). Only sheets that have any are parsed a second time.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from domain.insights.cell import Kind
from domain.insights.dates import Epoch

Flaws = Mapping[int, Mapping[int, Kind]]
"""Kinds of cells by row and place, counted from 0."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
LINKED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LINK_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
SUSPECT = re.compile(rb"""<(?:\w+:)?f[ >/]|t\s*=\s*["']e["']""")
PIECE, OVERLAP = 1 << 20, 16
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
TRUE = {"1", "true", "on"}


def epoch_of(archive: ZipFile) -> Epoch:
    """Return what the workbook counts days from."""
    for _, book in _elements(archive, "xl/workbook.xml", "workbookPr"):
        if book.get("date1904", "").lower() in TRUE:
            return Epoch.FROM_1904
    return Epoch.FROM_1900


def flaws_of(archive: ZipFile) -> Mapping[str, Flaws]:
    """Return them by the names of sheets; a sheet without any is left out."""
    found = {}
    for name, part in _parts(archive).items():
        if part in archive.namelist() and _is_suspect(archive, part):
            found[name] = _flaws(archive, part)
    return found


def _parts(archive: ZipFile) -> dict[str, str]:
    links = {
        one.get("Id", ""): one.get("Target", "")
        for _, one in _iterated(archive, "xl/_rels/workbook.xml.rels", [LINKED])
    }
    named = {}
    for _, sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        link = next((sheet.get(one) for one in LINK_IDS if sheet.get(one)), "")
        target = links.get(link or "", "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        named[sheet.get("name", "")] = path
    return named


def _is_suspect(archive: ZipFile, part: str) -> bool:
    with archive.open(part) as sheet:
        before = b""
        while piece := sheet.read(PIECE):
            if SUSPECT.search(before + piece):
                return True
            before = piece[-OVERLAP:]
    return False


def _flaws(archive: ZipFile, part: str) -> Flaws:
    found: dict[int, dict[int, Kind]] = {}
    for _, cell in _elements(archive, part, "c"):
        kind = _flaw(cell)
        place = PLACE.fullmatch(cell.get("r", ""))
        if kind is not None and place is not None:
            found.setdefault(int(place[2]) - 1, {})[_column(place[1])] = kind
        cell.clear()
    return found


def _flaw(cell: Any) -> Kind | None:
    if cell.get("t") == "e":
        return Kind.ERROR
    tags = {child.tag.rpartition("}")[2]: child.text for child in cell}
    told = tags.get("v") or "is" in tags or _is_nothing(cell, tags)
    return Kind.UNKNOWN if "f" in tags and not told else None


def _is_nothing(cell: Any, tags: Mapping[str, Any]) -> bool:
    """Return whether the formula was worked out to a text without a letter, as `=IF(A2="","",A2)`.

    Programs that leave the working out to others do not say that it comes to a text.
    """
    return cell.get("t") == "str" and "v" in tags


def _column(letters: str) -> int:
    at = 0
    for one in letters:
        at = at * 26 + ord(one) - ord("A") + 1
    return at - 1


def _elements(archive: ZipFile, part: str, tag: str) -> Iterator[tuple[str, Any]]:
    return _iterated(archive, part, [MAIN + tag, STRICT + tag])


def _iterated(archive: ZipFile, part: str, tags: list[str]) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    with archive.open(part) as opened:
        yield from etree.iterparse(
            opened, tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )

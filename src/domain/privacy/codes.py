"""Characters that are each written as the number of their code, one after another.

`U+0031 U+0032`, `31:32:33`, `0x31, 0x32`, `49 50 51`, `00110001 00110010`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from domain.privacy.encoded import CONTROLS
from domain.privacy.view import View

FEWEST = 6
LARGEST_BYTE, HALVES = 0xFF, range(0xD800, 0xE000)
"""What is no character by itself (UTF-16)."""


class Notation(NamedTuple):
    """`run` finds many codes with one mark between each two; `piece` finds one of them."""

    run: re.Pattern[str]
    piece: re.Pattern[str]
    base: int

    @classmethod
    def of(cls, before: str, digits: str, base: int, mark: str, fewest: int = FEWEST) -> "Notation":
        one = before + digits
        run = rf"(?<![^\W_]){one}(?P<mark>{mark}){one}(?:(?P=mark){one}){{{fewest - 2},400}}"
        return cls(re.compile(rf"{run}(?![^\W_])"), re.compile(f"{before}({digits})"), base)


PAIRS = re.compile(r"[0-9](?:[0-9A-Fa-f]{0,2}[ :,;|\-]{1,2}[0-9A-Fa-f]{2,3}){5}")
"""What codes of two and three digits look like, at a glance."""
SIGNED, HEX, BITS = "U+", "0x", "0110"
ANY_MARK = r"[ ,;:|.\-]{0,2}"
PRINTED, DECIMAL = range(32, 127), 10
"""Codes of what ASCII prints; others are not written in decimal."""
NOTATIONS = (
    (SIGNED, Notation.of(r"[Uu]\+", "[0-9A-Fa-f]{4,5}", 16, ANY_MARK)),
    (HEX, Notation.of("0x", "[0-9A-Fa-f]{2}", 16, ANY_MARK)),
    (BITS, Notation.of("", "0[01]{7}", 2, "[ ,]?")),
    ("", Notation.of("", "[0-9A-Fa-f]{2}", 16, r"[ :,;|\-]", 8)),
    ("", Notation.of("", "[0-9]{2,3}", DECIMAL, r", |[ ,;|\-]", 8)),
)
"""With a sign that each has."""


def uncoded(view: View) -> Iterator[View]:
    """Yield the view with such runs read, once for each notation in which some make a text."""
    for edits in _edits(view.text):
        yield view.rewritten(edits).folded()


def may_be_codes(text: str) -> bool:
    return any(True for _ in _edits(text))


def _edits(text: str) -> Iterator[list[tuple[int, int, str]]]:
    if not (SIGNED in text or HEX in text or BITS in text or PAIRS.search(text)):
        return
    for sign, notation in NOTATIONS:
        if sign in text and (edits := list(_read(text, notation))):
            yield edits


def _read(text: str, notation: Notation) -> Iterator[tuple[int, int, str]]:
    for match in notation.run.finditer(text):
        codes = [int(one, notation.base) for one in notation.piece.findall(match.group())]
        if notation.base == DECIMAL and not all(one in PRINTED for one in codes):
            continue
        said = _said(codes)
        if CONTROLS.search(said) is None:
            yield match.start(), match.end(), said


def _said(codes: list[int]) -> str:
    if max(codes) > LARGEST_BYTE:
        return "".join(chr(one) for one in codes if one not in HALVES)
    try:
        return bytes(codes).decode()
    except UnicodeDecodeError:
        return bytes(codes).decode("latin-1")

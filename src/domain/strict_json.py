"""JSON that every reader reads alike (RFC 8259, I-JSON in RFC 7493).

What the standard leaves open is refused: a name that stands twice, numbers that no double holds,
NUL, half of a surrogate pair, and more than 64 levels; and integers beyond what is asked for.
"""

import json
import sys
from collections.abc import Sequence
from math import isfinite
from typing import Any, TypeAlias

from domain.json_text import DEEPEST, constant, read, text_of

LARGEST_INTEGER = 2**53 - 1
"""Up to here a double holds every integer (RFC 8259, section 6)."""
LARGEST_DOUBLE = int(sys.float_info.max)
LONGEST_DOUBLE = len(str(LARGEST_DOUBLE))
Path: TypeAlias = tuple[str | int, ...]


class NotAlike(ValueError):
    """It is JSON that some read differently. `path` leads there; `detail` repeats no value."""

    def __init__(self, code: str, detail: str, path: Path) -> None:
        super().__init__(detail)
        self.code, self.detail, self.path = code, detail, path


class _Members(list[tuple[str, Any]]):
    """An object as it was written, names that stand twice included."""


def check(raw: bytes, largest: int) -> str:
    """Return the text; raises NoJson, TooDeep, NotAlike. Slow, so that it can tell where.

    No integer may be beyond `largest`, which is at most LARGEST_DOUBLE.
    """
    text = text_of(raw)
    level: Sequence[tuple[Path, Any]] = [((), read(text, _DECODER))]
    depth = 0
    while level:
        if depth == DEEPEST and any(isinstance(value, list) for _, value in level):
            detail = f"it is nested deeper than {DEEPEST} levels"
            raise NotAlike("nested_too_deep", detail, ())
        level = [inner for path, value in level for inner in _within(path, value, largest)]
        depth += 1
    return text


def _within(path: Path, value: Any, largest: int) -> Sequence[tuple[Path, Any]]:
    """Look at a value, and return those right inside it."""
    if isinstance(value, _Members):
        _check_names(path, [name for name, _ in value])
        return [((*path, name), inner) for name, inner in value]
    if isinstance(value, list):
        return [((*path, number), inner) for number, inner in enumerate(value)]
    if isinstance(value, str):
        _check_text(path, value)
    elif isinstance(value, int | float):
        _check_number(path, value, largest)
    return ()


def _check_number(path: Path, number: Any, largest: int) -> None:
    code = "number_out_of_range"
    if not (isfinite(number) if isinstance(number, float) else abs(number) <= LARGEST_DOUBLE):
        raise NotAlike(code, "no double can hold this number", path)
    if isinstance(number, int) and abs(number) > largest:
        raise NotAlike(code, "integers go from -(2^53-1) to 2^53-1", path)


def _check_names(path: Path, names: Sequence[str]) -> None:
    seen = set()
    for name in names:
        _check_text(path, name)
        if name in seen:
            raise NotAlike("duplicate_member", "it names a member twice", (*path, name))
        seen.add(name)


def _check_text(path: Path, text: str) -> None:
    if "\0" in text:
        raise NotAlike("nul_character", "it holds the character NUL", path)
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise NotAlike("lone_surrogate", "it holds half of a surrogate pair", path)


def _integer(digits: str) -> int:
    """Return the integer, or one that is too large as well: thousands of digits take long."""
    return int(digits[: LONGEST_DOUBLE + 2])


_DECODER = json.JSONDecoder(object_pairs_hook=_Members, parse_int=_integer, parse_constant=constant)

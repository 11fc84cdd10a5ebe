"""Bodies as JSON without surprises: `domain.strict_json` says what is refused, and where.

Integers are exact up to the largest double: other people's bodies may hold some that we pass over.
"""

import json
from math import isfinite
from typing import Any, NoReturn

from domain.json_text import DEEPEST, NoJson
from domain.strict_json import (
    LARGEST_DOUBLE,
    LARGEST_INTEGER,
    LONGEST_DOUBLE,
    NotAlike,
    Path,
    check,
)


class MalformedJson(ValueError):
    """The bytes are no JSON that we take; the message says why, `path` where, if it can be told."""

    def __init__(self, detail: str, path: Path = ()) -> None:
        super().__init__(detail)
        self.path = path


def loads(data: bytes) -> Any:
    """Parse UTF-8 bytes; raises MalformedJson."""
    try:
        value = _DECODER.decode(data.decode())
    except (ValueError, RecursionError):
        _refuse(data)
        raise
    if b"\\u" in data or data.count(b"[") + data.count(b"{") > DEEPEST:
        _refuse(data)
    return value


def _refuse(data: bytes) -> None:
    try:
        check(data, LARGEST_DOUBLE)
    except NoJson as error:
        raise MalformedJson(f"the body is no JSON: {error}") from None
    except NotAlike as error:
        raise MalformedJson(f"the body is not taken: {error.detail}", error.path) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_DOUBLE + 1 or abs(number := int(digits)) > LARGEST_DOUBLE:
        raise ValueError("too large")
    return number


def _float(digits: str) -> float:
    """Read `1.0` and `1e2` as the integers that they are (JSON Schema 2020-12, section 4.2.3)."""
    number = float(digits)
    if not isfinite(number):
        raise ValueError("too large")
    return int(number) if abs(number) <= LARGEST_INTEGER and number.is_integer() else number


def _constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)

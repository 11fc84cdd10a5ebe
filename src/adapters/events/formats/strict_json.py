"""JSON without surprises, quickly.

msgspec reads it, but keeps the last of two members with one name, and takes NUL and long integers.
What may hold one of these is told by counting bytes; only that is read again with all its pairs.
"""

import json
from math import isfinite
from typing import Any, NoReturn

import msgspec

from domain.events.errors import MalformedJson, NestedTooDeep
from domain.events.json_value import JsonValue
from domain.events.unfit import Unfit

DEEPEST = 64
"""Levels of lists and objects in one event."""
LARGEST_INTEGER = 2**53 - 1
"""Up to here every reader of JSON holds the same integer (RFC 8259, section 6)."""
LONGEST_INTEGER = 16
DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
LONG_NUMBER = b"0" * LONGEST_INTEGER
encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def loads(raw: bytes) -> JsonValue:
    """Return the value; raises Unfit for JSON that is not ours, MalformedJson for no JSON."""
    try:
        value: JsonValue = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _looked_through(raw)
    return _looked_through(raw) if _may_be_strange(raw, value) else value


def _may_be_strange(raw: bytes, value: JsonValue) -> bool:
    """Return False only if no name stands twice, and depth, integers and characters are ours.

    A member that was dropped took a colon with it, and none comes back by an escape.
    """
    return (
        raw.count(b":") != encode(value).count(b":")
        or LONG_NUMBER in raw.translate(DIGITS_AS_ZERO)
        or raw.count(b"{") + raw.count(b"[") > DEEPEST
        or (b"\\u" in raw and (b"\\u0000" in raw or b"\\u003a" in raw or b"\\u003A" in raw))
    )


def _looked_through(raw: bytes) -> JsonValue:
    try:
        text = raw.decode()
        value: JsonValue = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise MalformedJson("the body is not UTF-8") from None
    except RecursionError:
        raise NestedTooDeep(f"the body is nested deeper than {DEEPEST} levels") from None
    except json.JSONDecodeError as error:
        raise MalformedJson(f"the body is no JSON: {error.msg} at {error.pos}") from None
    _check(value)
    return value


def _check(value: JsonValue) -> None:
    """Look at every string and every level, without recursion."""
    level, depth = [value], 0
    while level:
        within: list[JsonValue] = []
        for item in level:
            if isinstance(item, str):
                _check_text(item)
            elif isinstance(item, dict):
                within += [*item, *item.values()]
            elif isinstance(item, list):
                within += item
        depth += any(isinstance(item, dict | list) for item in level)
        if depth > DEEPEST:
            raise Unfit("nested_too_deep", f"it is nested deeper than {DEEPEST} levels")
        level = within


def _check_text(text: str) -> None:
    if "\0" in text:
        raise Unfit("nul_character", "it holds the character NUL")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise Unfit("lone_surrogate", "it holds half of a surrogate pair")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unfit("duplicate_member", "it names a member twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER + 1 or abs(read := int(digits)) > LARGEST_INTEGER:
        raise Unfit("number_out_of_range", "integers go from -(2^53-1) to 2^53-1")
    return read


def _float(digits: str) -> float:
    read = float(digits)
    if not isfinite(read):
        raise Unfit("number_out_of_range", "it holds a number that no double can hold")
    return read


def _constant(name: str) -> NoReturn:
    raise MalformedJson(f"the body holds {name}, which is no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)

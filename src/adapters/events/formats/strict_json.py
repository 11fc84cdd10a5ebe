"""JSON without surprises, quickly.

msgspec reads it, but keeps the last of two members with one name, and takes NUL and long integers.
What may hold one of these is told by counting bytes; only that is looked through slowly.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import NoReturn

import msgspec

from domain.events.errors import MalformedJson, NestedTooDeep
from domain.events.json_value import JsonValue
from domain.events.naming import is_plain
from domain.events.unfit import Unfit
from domain.json_text import DEEPEST, NoJson, TooDeep, check_form
from domain.strict_json import LARGEST_INTEGER, NotAlike, Path, check

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


def refuse(raw: bytes) -> NoReturn:
    """Raise MalformedJson or NestedTooDeep for what is known to be no JSON, and say where."""
    with _as_events_say():
        check_form(raw)
    raise MalformedJson("the body is no JSON")


def _looked_through(raw: bytes) -> JsonValue:
    with _as_events_say():
        value: JsonValue = json.loads(check(raw, LARGEST_INTEGER))
    return value


@contextmanager
def _as_events_say() -> Iterator[None]:
    try:
        yield
    except TooDeep as error:
        raise NestedTooDeep(f"the body is not taken: {error}") from None
    except NoJson as error:
        raise MalformedJson(f"the body is no JSON: {error}") from None
    except NotAlike as error:
        raise Unfit(error.code, error.detail, _shown(error.path)) from None


def _shown(path: Path) -> str:
    """Return the pointer up to the first name that may tell of a person."""
    names = takewhile(lambda one: isinstance(one, int) or is_plain(one), path)
    return "".join(f"/{one}" for one in names)

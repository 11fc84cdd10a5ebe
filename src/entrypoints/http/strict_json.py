"""JSON without surprises: what RFC 8259 leaves open is refused here.

Duplicate names, NaN and infinities, numbers beyond a double, lone surrogates, NUL, and nesting
deeper than 64 levels raise MalformedJson; what comes back can be stored and sent anywhere.
"""

import json
from math import isfinite
from typing import Any, NoReturn

DEEPEST = 64
EXACT = 2**53
"""Up to here a double holds every integer."""


class MalformedJson(ValueError):
    """The bytes are no JSON that we take; the message says why in a sentence."""


def loads(data: bytes) -> Any:
    """Parse UTF-8 bytes; raises MalformedJson."""
    try:
        value = _DECODER.decode(data.decode("utf-8"))
    except MalformedJson:
        raise
    except UnicodeDecodeError:
        raise MalformedJson("the body is not UTF-8") from None
    except RecursionError:
        raise MalformedJson(f"the body is nested deeper than {DEEPEST} levels") from None
    except json.JSONDecodeError as error:
        raise MalformedJson(f"the body is no JSON: {error.msg} at {error.pos}") from None
    except ValueError:
        raise MalformedJson("the body holds a number with too many digits") from None
    if b"\\u" in data or data.count(b"[") + data.count(b"{") > DEEPEST:
        _check(value, 1)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise MalformedJson("the body names a member twice")
    return made


def _float(digits: str) -> float:
    """Read `1.0` and `1e2` as the integers that they are (JSON Schema 2020-12, section 4.2.3)."""
    number = float(digits)
    if not isfinite(number):
        raise MalformedJson("the body holds a number that is too large")
    return int(number) if abs(number) <= EXACT and number.is_integer() else number


def _constant(name: str) -> NoReturn:
    raise MalformedJson(f"the body holds {name}, which is no JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_float, parse_constant=_constant)


def _check(value: Any, depth: int) -> None:
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, dict | list):
        if depth > DEEPEST:
            raise MalformedJson(f"the body is nested deeper than {DEEPEST} levels")
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            _check(item, depth + 1)


def _check_text(text: str) -> None:
    if "\0" in text:
        raise MalformedJson("the body holds the character NUL")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise MalformedJson("the body holds half of a surrogate pair")

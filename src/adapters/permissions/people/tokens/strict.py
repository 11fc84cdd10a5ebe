"""Base64url and JSON as RFC 7515 and RFC 8725 want them read: one spelling, no surprises."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NoReturn


class Malformed(ValueError):
    """It is not written as it must be."""


def decoded(text: str) -> bytes:
    """Read base64url without padding; raises Malformed for any other spelling of the same bytes."""
    try:
        read = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise Malformed("not base64url") from None
    if encoded(read) != text:  # `+`, `/`, blanks, padding, or bits after the last byte
        raise Malformed("not base64url as it must be written")
    return read


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def json_object(data: bytes) -> dict[str, Any]:
    """Read a JSON object; raises Malformed for duplicate names, NaN, or what is no object."""
    try:
        read = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON as it must be written") from error
    if not isinstance(read, dict):
        raise Malformed("not a JSON object")
    return read


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Malformed("a name stands twice")
    return made


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is no JSON")

"""Cursors that say more than an id: a structure, packed, and a mark of what it was made for."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import TypeVar

import msgspec

LONGEST = 1_000
MARK_CHARACTERS = 12
Told = TypeVar("Told", bound=msgspec.Struct)


def packed(told: msgspec.Struct) -> str:
    return urlsafe_b64encode(msgspec.msgpack.encode(told)).decode().rstrip("=")


def unpacked(text: str, type_: type[Told]) -> Told | None:
    """Return what it says; None for what is no such cursor."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return msgspec.msgpack.decode(raw, type=type_)
    except (ValueError, msgspec.DecodeError):
        return None


def mark(made_for: str) -> str:
    """Return what tells a list from another: 12 hexadecimal digits of a SHA-256."""
    return sha256(made_for.encode()).hexdigest()[:MARK_CHARACTERS]

"""The keys that sign access tokens: when each begins to sign, and how long it is still good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.permissions.people.standing import ACCESS_LASTS

KeyId = NewType("KeyId", UUID)

PUBLISHED_BEFORE = timedelta(minutes=10)
"""So long a key is shown before it signs, so that whoever keeps a copy of our keys has it."""
SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """An Ed25519 pair (RFC 8037); `sealed` is the private half, which our secret opens."""

    id: KeyId
    public: bytes
    sealed: bytes = field(repr=False)
    made_at: datetime
    signs_from: datetime


def signing(keys: Iterable[SigningKey], now: datetime) -> SigningKey | None:
    """Return the newest key whose time to sign has come; the first of all while none has."""
    held = sorted(keys, key=lambda one: (one.signs_from, one.id))
    begun = [one for one in held if one.signs_from <= now]
    return begun[-1] if begun else next(iter(held), None)


def outlived(keys: Iterable[SigningKey], now: datetime) -> list[SigningKey]:
    """Return the keys that a later one relieved so long ago that no token of theirs can be good."""
    held = list(keys)
    relieved = now - ACCESS_LASTS - SLACK
    latest = max((one.signs_from for one in held if one.signs_from <= relieved), default=None)
    return [] if latest is None else [one for one in held if one.signs_from < latest]

"""What is known of a webhook once its signature holds, and how headers are read for that."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from domain.events.naming import identified
from domain.events.unfit import Unfit
from domain.events.webhooks.errors import (
    MalformedHeader,
    MissingSignature,
    TimestampOutOfTolerance,
)

TOLERANCE_SECONDS = 300
LONGEST_HEADER = 8_192
LONGEST_TIMESTAMP = 11
MOST_SIGNATURES = 32
"""More than these in one header are not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """`id` tells deliveries of one event from those of others: it is the idempotency key."""

    id: str
    sent_at: datetime | None = None
    type: str | None = None


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header's value; raises MissingSignature, MalformedHeader."""
    value = headers.get(name, "").strip(" \t")
    if not value:
        raise MissingSignature(f"the header {name} is missing")
    if len(value) > LONGEST_HEADER:
        raise MalformedHeader(f"the header {name} is too long")
    return value


def identity(name: str, value: str) -> str:
    """Return an id that logs may show; raises MalformedHeader."""
    try:
        return identified(value)
    except Unfit as unfit:
        raise MalformedHeader(f"the header {name} is no id: {unfit.detail}") from None


def timestamp(name: str, value: str) -> datetime:
    """Return the time that whole seconds since 1970 tell; raises MalformedHeader."""
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_TIMESTAMP):
        raise MalformedHeader(f"the header {name} has no time in seconds")
    return datetime.fromtimestamp(int(value), UTC)


def timely(sent_at: datetime, now: datetime) -> datetime:
    """Return `sent_at` if it is within five minutes of now, to the second, both ways."""
    if abs(int(now.timestamp()) - int(sent_at.timestamp())) > TOLERANCE_SECONDS:
        raise TimestampOutOfTolerance(f"it was sent more than {TOLERANCE_SECONDS} s from now")
    return sent_at


def same(expected: str, given: str) -> bool:
    """Compare in a time that does not tell where they differ."""
    return hmac.compare_digest(expected.encode(), given.encode(errors="replace"))


def digest_of(body: bytes) -> str:
    """Return an id for a body that brings none."""
    return f"sha256:{sha256(body).hexdigest()}"

"""Stripe's webhooks: https://docs.stripe.com/webhooks#verify-manually"""

import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.events.naming import identified, named
from domain.events.unfit import Unfit
from domain.events.webhooks.errors import BadSignature, MalformedHeader
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verified import (
    MOST_SIGNATURES,
    Verified,
    digest_of,
    header,
    same,
    timely,
    timestamp,
)

HEADER = "stripe-signature"


def verify_stripe(
    headers: Mapping[str, str], body: bytes, secrets: Sequence[Secret], now: datetime
) -> Verified:
    """The id is that of the event in the body. Raises what `errors` lists."""
    at, signatures = _read(header(headers, HEADER))
    sent_at = timestamp(HEADER, at)
    message = at.encode() + b"." + body
    expected = [hmac.digest(one.text.encode(), message, "sha256").hex() for one in secrets]
    if not any(same(ours, told) for ours in expected for told in signatures):
        raise BadSignature("no signature fits")
    id_, type_ = _named(body)
    return Verified(id=id_, sent_at=timely(sent_at, now), type=type_)


def _read(told: str) -> tuple[str, list[str]]:
    pairs = [part.strip().partition("=") for part in told.split(",")]
    times = [value for name, _, value in pairs if name == "t"]
    if len(times) != 1:
        raise MalformedHeader(f"the header {HEADER} needs one time")
    return times[0], [value for name, _, value in pairs if name == "v1"][:MOST_SIGNATURES]


def _named(body: bytes) -> tuple[str, str | None]:
    """Return the id and the type that the body tells, or its digest and nothing."""
    try:
        told = json.loads(body)
        return identified(told["id"]), named(told["type"]) if "type" in told else None
    except (ValueError, RecursionError, KeyError, TypeError, Unfit):
        return digest_of(body), None

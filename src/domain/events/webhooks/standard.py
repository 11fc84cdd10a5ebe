"""Standard Webhooks 1.0, also under the names that Svix gives its headers.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import binascii
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.events.webhooks.ed25519 import Ed25519
from domain.events.webhooks.errors import BadSignature, UnusableSecret
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verified import (
    MOST_SIGNATURES,
    Verified,
    header,
    identity,
    same,
    timely,
    timestamp,
)

SYMMETRIC, ASYMMETRIC = "v1", "v1a"
PREFIXES = ("webhook", "svix")


def verify_standard(
    headers: Mapping[str, str],
    body: bytes,
    secrets: Sequence[Secret],
    now: datetime,
    ed25519: Ed25519,
) -> Verified:
    """Raises what `errors` lists."""
    prefix = next((one for one in PREFIXES if f"{one}-signature" in headers), PREFIXES[0])
    told = header(headers, f"{prefix}-signature")
    id_, at = header(headers, f"{prefix}-id"), header(headers, f"{prefix}-timestamp")
    sent_at = timestamp(f"{prefix}-timestamp", at)
    message = b".".join((identity(f"{prefix}-id", id_).encode(), at.encode(), body))
    signatures = _signatures(told)
    if not any(_signed(secret, signatures, message, ed25519) for secret in secrets):
        raise BadSignature("no signature fits")
    return Verified(id=id_, sent_at=timely(sent_at, now))


def _signatures(told: str) -> list[tuple[str, str]]:
    parts = (one.partition(",") for one in told.split(" ")[:MOST_SIGNATURES])
    return [(version, signature) for version, _, signature in parts]


def _signed(
    secret: Secret, signatures: Sequence[tuple[str, str]], message: bytes, ed25519: Ed25519
) -> bool:
    """Return whether one of the signatures is this secret's."""
    try:
        if not (secret.is_public or secret.is_private):
            expected = b64encode(hmac.digest(secret.hmac_key(), message, "sha256")).decode()
            return any(same(expected, told) for kind, told in signatures if kind == SYMMETRIC)
        key = secret.public_key() if secret.is_public else ed25519.public_of(secret.private_seed())
    except UnusableSecret:
        return False
    told = [_decoded(signature) for kind, signature in signatures if kind == ASYMMETRIC]
    return any(ed25519.verifies(key, signature, message) for signature in told)


def _decoded(signature: str) -> bytes:
    try:
        return b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return b""

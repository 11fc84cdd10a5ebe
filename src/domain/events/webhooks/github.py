"""GitHub's webhooks.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
Neither the delivery's id nor the event's name is signed, and there is no time: whoever has seen a
delivery can send it again under another id.
"""

import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from domain.events.naming import named
from domain.events.unfit import Unfit
from domain.events.webhooks.errors import BadSignature, MalformedHeader
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.verified import Verified, digest_of, header, identity, same

SIGNATURE, DELIVERY, EVENT = "x-hub-signature-256", "x-github-delivery", "x-github-event"
PREFIX = "sha256="
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 8


def verify_github(headers: Mapping[str, str], body: bytes, secrets: Sequence[Secret]) -> Verified:
    """The id is that of the delivery. SHA-1 alone is no signature. Raises what `errors` lists."""
    told = header(headers, SIGNATURE)
    keys = [secret.text.encode() for secret in secrets]
    expected = [PREFIX + hmac.digest(key, body, "sha256").hex() for key in keys]
    if not any(same(ours, told) for ours in expected):
        raise BadSignature("the signature does not fit")
    delivery = headers.get(DELIVERY, "")
    id_ = identity(DELIVERY, delivery) if delivery else digest_of(body)
    return Verified(id=id_, type=_event(headers.get(EVENT, "")))


def payload(headers: Mapping[str, str], body: bytes) -> bytes:
    """Return the JSON of a delivery: GitHub sends it in a form unless it is told otherwise."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        return body
    try:
        told = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return body
    found = [value for name, value in told if name == b"payload"]
    return found[0] if len(found) == 1 else body


def _event(name: str) -> str | None:
    try:
        return named(name) if name else None
    except Unfit as unfit:
        raise MalformedHeader(f"the header {EVENT} is no name: {unfit.detail}") from None

"""Whether a webhook comes from whom it says it does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from domain.events.webhooks.ed25519 import Ed25519
from domain.events.webhooks.errors import UnusableSecret
from domain.events.webhooks.github import verify_github
from domain.events.webhooks.secret import Secret
from domain.events.webhooks.standard import verify_standard
from domain.events.webhooks.stripe import verify_stripe
from domain.events.webhooks.verified import Verified


class Scheme(StrEnum):
    STANDARD = "standard"
    STRIPE = "stripe"
    GITHUB = "github"


def verify(
    scheme: Scheme,
    headers: Mapping[str, str],
    body: bytes,
    secrets: Sequence[Secret],
    now: datetime,
    *,
    ed25519: Ed25519,
) -> Verified:
    """Return what the signature vouches for; any of the secrets may have made it.

    `headers` have lower-case names; `body` is the raw bytes as they came. Raises MissingSignature,
    BadSignature, TimestampOutOfTolerance, and MalformedHeader. A secret that does not fit the
    scheme fits nothing.
    """
    match scheme:
        case Scheme.STANDARD:
            return verify_standard(headers, body, secrets, now, ed25519)
        case Scheme.STRIPE:
            return verify_stripe(headers, body, _told(secrets), now)
        case Scheme.GITHUB:
            return verify_github(headers, body, _told(secrets))


def check_secret(scheme: Scheme, secret: Secret) -> None:
    """Raise UnusableSecret for one that could verify nothing, before it is kept."""
    if not secret.text:
        raise UnusableSecret("a secret must not be empty")
    if scheme is not Scheme.STANDARD:
        return
    if secret.is_public:
        secret.public_key()
    elif secret.is_private:
        secret.private_seed()
    else:
        secret.hmac_key()


def _told(secrets: Sequence[Secret]) -> list[Secret]:
    """Leave out the empty ones: anybody could sign with them."""
    return [secret for secret in secrets if secret.text]

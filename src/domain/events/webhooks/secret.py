"""What a webhook is signed with, as its sender or we wrote it down."""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from domain.events.webhooks.errors import UnusableSecret

HMAC_PREFIX, PUBLIC_PREFIX, PRIVATE_PREFIX = "whsec_", "whpk_", "whsk_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a key for HMAC (Standard Webhooks 1.0, signature scheme)."""
MADE = 32
KEY = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """Stripe and GitHub use the text as it is, Standard Webhooks what its base64 says."""

    text: str = field(repr=False)

    @classmethod
    def of(cls, random: bytes) -> "Secret":
        """Make one of ours from 32 random bytes."""
        if len(random) != MADE:
            raise UnusableSecret(f"a secret is made of {MADE} random bytes")
        return cls(HMAC_PREFIX + b64encode(random).decode())

    def hmac_key(self) -> bytes:
        """Return the symmetric key; raises UnusableSecret."""
        key = _decoded(self.text.removeprefix(HMAC_PREFIX))
        if not SHORTEST <= len(key) <= LONGEST:
            raise UnusableSecret(f"a secret has {SHORTEST} to {LONGEST} bytes")
        return key

    def public_key(self) -> bytes:
        """Return 32 bytes of ed25519; raises UnusableSecret."""
        return _sized(self.text.removeprefix(PUBLIC_PREFIX), KEY)

    def private_seed(self) -> bytes:
        """Return the 32 bytes that a `whsk_` begins with, its public key may follow."""
        return _sized(self.text.removeprefix(PRIVATE_PREFIX), KEY, 2 * KEY)[:KEY]

    @property
    def is_public(self) -> bool:
        return self.text.startswith(PUBLIC_PREFIX)

    @property
    def is_private(self) -> bool:
        return self.text.startswith(PRIVATE_PREFIX)


def _sized(text: str, *sizes: int) -> bytes:
    key = _decoded(text)
    if len(key) not in sizes:
        raise UnusableSecret("an ed25519 key has 32 bytes")
    return key


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise UnusableSecret("a secret is base64 after its prefix") from None

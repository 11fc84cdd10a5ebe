"""The one secret that all others come from, and the tokens that are derived from it.

A derived token is computed when it is needed and kept nowhere, so no table holds anything that
could be shown.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest, digest

MAC_BYTES = 32


@dataclass(frozen=True, slots=True)
class RootSecret:
    key: bytes = field(repr=False)

    def key_for(self, purpose: str) -> bytes:
        """Return 32 bytes that tell nothing of those for another purpose."""
        return digest(sha256(self.key).digest(), f"portico {purpose}".encode(), "sha256")

    def mac(self, purpose: str, message: bytes) -> bytes:
        return digest(self.key_for(purpose), message, "sha256")


@dataclass(frozen=True, slots=True)
class DerivedTokens:
    """Tokens of one kind: `prefix`, what they stand for, and the proof that we made them."""

    secret: RootSecret
    purpose: str
    prefix: str

    def token(self, body: bytes) -> str:
        made = urlsafe_b64encode(body + self.secret.mac(self.purpose, body))
        return self.prefix + made.rstrip(b"=").decode()

    def body(self, token: str, size: int) -> bytes | None:
        """Return what the token stands for; None when we did not make it, to the letter."""
        if not token.isascii() or not token.startswith(self.prefix):
            return None
        given = token.removeprefix(self.prefix)
        try:
            read = urlsafe_b64decode(given + "=" * (-len(given) % 4))
        except ValueError:
            return None
        if len(read) != size + MAC_BYTES:
            return None
        body = read[:size]
        return body if compare_digest(self.token(body).encode(), token.encode()) else None

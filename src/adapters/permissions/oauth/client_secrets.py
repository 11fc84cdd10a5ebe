"""Secrets for programs, from the system's source of randomness."""

from hashlib import sha256
from secrets import token_urlsafe

from domain.permissions.oauth.client import SecretDigest

SECRET_BYTES = 32
PREFIX = "pcs_"


class RandomClientSecrets:
    def new(self) -> tuple[str, SecretDigest]:
        secret = PREFIX + token_urlsafe(SECRET_BYTES)
        return secret, self.digest(secret)

    def digest(self, shown: str) -> SecretDigest:
        return SecretDigest(sha256(shown.encode("utf-8", "surrogatepass")).hexdigest())

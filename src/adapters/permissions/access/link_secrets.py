"""Secrets of links, and their passwords hashed as people's are."""

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

from application.permissions.people.ports import PasswordHasher
from domain.permissions.access.guest_link import SecretDigest
from domain.permissions.people.account import PasswordHash
from domain.permissions.people.errors import PasswordInvalid
from domain.permissions.people.password import Password

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class HashedLinkSecrets:
    hasher: PasswordHasher

    def new(self) -> tuple[str, SecretDigest]:
        secret = token_urlsafe(SECRET_BYTES)
        return secret, self.digest(secret)

    def digest(self, secret: str) -> SecretDigest:
        return SecretDigest(sha256(secret.encode("utf-8", "surrogatepass")).hexdigest())

    def hashed(self, password: str) -> str:
        return self.hasher.hash(Password.typed(password))

    def verifies(self, password: str, hashed: str) -> bool:
        try:
            typed = Password.typed(password)
        except PasswordInvalid:  # no link can have it
            return False
        return self.hasher.matches(PasswordHash(hashed), typed)

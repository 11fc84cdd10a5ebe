"""Keys for programs, from the system's source of randomness."""

import re
from hashlib import sha256
from secrets import token_urlsafe

from domain.permissions.access.api_key import KeyDigest

SECRET_BYTES = 32
PREFIX = "pak_"
SHAPE = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")


class RandomKeySecrets:
    def new(self) -> tuple[str, KeyDigest]:
        key = PREFIX + token_urlsafe(SECRET_BYTES)
        return key, _digest(key)

    def digest(self, shown: str) -> KeyDigest | None:
        return _digest(shown) if SHAPE.fullmatch(shown) else None


def _digest(key: str) -> KeyDigest:
    return KeyDigest(sha256(key.encode()).hexdigest())

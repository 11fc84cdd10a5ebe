"""Secrets of sources: random, and sealed at rest with AES-256-GCM (NIST SP 800-38D)."""

import os
from base64 import b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.events.ports import SealBroken
from domain.events.sources.kind import SourceKind
from domain.events.sources.source import SourceId

SECRET_BYTES, NONCE_BYTES = 32, 12


@dataclass(frozen=True, slots=True)
class AesSourceSecrets:
    """Each is bound to its source: moved to another row it opens nothing."""

    key: bytes = field(repr=False)

    def made(self, kind: SourceKind) -> str:
        random = os.urandom(SECRET_BYTES)
        return random.hex() if kind is SourceKind.GITHUB else f"whsec_{b64encode(random).decode()}"

    def seal(self, secret: str, id: SourceId) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, secret.encode(), id.bytes)

    def open(self, sealed: bytes, id: SourceId) -> str:
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return AESGCM(self.key).decrypt(nonce, rest, id.bytes).decode()
        except (InvalidTag, ValueError):
            raise SealBroken from None

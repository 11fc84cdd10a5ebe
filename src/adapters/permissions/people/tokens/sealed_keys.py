"""Ed25519 pairs (RFC 8037) whose private half only our secret opens."""

import os
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.permissions.people.root_secret import RootSecret
from domain.permissions.people.signing_key import KeyId, SigningKey

NONCE_BYTES = 12
PURPOSE = "sealing of signing keys"


@dataclass(frozen=True, slots=True)
class SealedKeys:
    secret: RootSecret

    def make(self, id: KeyId, now: datetime, signs_from: datetime) -> SigningKey:
        private = Ed25519PrivateKey.generate()
        nonce = os.urandom(NONCE_BYTES)
        return SigningKey(
            id=id,
            public=private.public_key().public_bytes_raw(),
            sealed=nonce + self._cipher.encrypt(nonce, private.private_bytes_raw(), id.bytes),
            made_at=now,
            signs_from=signs_from,
        )

    def opens(self, key: SigningKey) -> bool:
        return self.opened(key) is not None

    def opened(self, key: SigningKey) -> Ed25519PrivateKey | None:
        """Return the private half; None when another secret sealed it, or it was tampered with."""
        nonce, sealed = key.sealed[:NONCE_BYTES], key.sealed[NONCE_BYTES:]
        try:
            raw = self._cipher.decrypt(nonce, sealed, key.id.bytes)
        except (InvalidTag, ValueError):
            return None
        return Ed25519PrivateKey.from_private_bytes(raw)

    @property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.secret.key_for(PURPOSE))

"""Subject keys at rest: AES-256-GCM under a key of our own."""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.ids import UuidV7Source
from application.events.ports import SealBroken, SubjectKey, WrappedKey

KEY_BYTES, NONCE_BYTES = 32, 12


@dataclass(frozen=True, slots=True)
class AesWrapping:
    secret: bytes = field(repr=False)

    def made(self) -> WrappedKey:
        key_id, nonce = UuidV7Source().new(), os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.secret).encrypt(nonce, os.urandom(KEY_BYTES), key_id.bytes)
        return WrappedKey(key_id, nonce + sealed)

    def unwrap(self, key: WrappedKey) -> SubjectKey:
        nonce, sealed = key.wrapped[:NONCE_BYTES], key.wrapped[NONCE_BYTES:]
        try:
            return SubjectKey(key.id, AESGCM(self.secret).decrypt(nonce, sealed, key.id.bytes))
        except (InvalidTag, ValueError):
            raise SealBroken from None

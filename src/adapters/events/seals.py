"""Seals: AES-256-GCM (NIST SP 800-38D) under a key for each subject."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.events.ports import SealBroken, SubjectKey
from domain.events.incoming import Incoming
from domain.ids import OrganisationId

NONCE_BYTES = 12
PSEUDONYM_BYTES = DIGEST_BYTES = 16
_ordered = msgspec.json.Encoder(order="sorted")


_unpack = msgspec.msgpack.Decoder(list[Any]).decode
_pack = msgspec.msgpack.Encoder().encode


class Using(NamedTuple):
    """A subject's cipher, and the id of its key, which what was sealed is bound to."""

    cipher: AESGCM
    id: bytes


@dataclass(frozen=True, slots=True)
class AesSeals:
    """`secret` (32 bytes) keys the pseudonyms and digests: without it nobody can guess them."""

    secret: bytes = field(repr=False)

    def pseudonym(self, organisation_id: OrganisationId, text: str) -> str:
        return self._keyed(organisation_id, b"subject", text.encode(), PSEUDONYM_BYTES).hex()

    def digest(self, organisation_id: OrganisationId, event: Incoming) -> bytes:
        said = (event.type, event.data, event.key, event.subject, event.sequence, event.version)
        told = _ordered.encode((*said, event.occurred_at))
        return self._keyed(organisation_id, b"event", told, DIGEST_BYTES)

    def seal(self, events: Sequence[Incoming], keys: Sequence[SubjectKey]) -> Sequence[bytes]:
        ciphers, random = _ciphers(keys), os.urandom(NONCE_BYTES * len(events))
        nonces = [random[at : at + NONCE_BYTES] for at in range(0, len(random), NONCE_BYTES)]
        packed = [_pack(event) for event in events]
        using = [ciphers[key.secret] for key in keys]
        sealing = zip(nonces, packed, using, strict=True)
        return [nonce + one.cipher.encrypt(nonce, told, one.id) for nonce, told, one in sealing]

    def open(self, sealed: Sequence[bytes], keys: Sequence[SubjectKey]) -> Sequence[Incoming]:
        ciphers = _ciphers(keys)
        using = [ciphers[key.secret] for key in keys]
        try:
            opened = [
                one.cipher.decrypt(told[:NONCE_BYTES], told[NONCE_BYTES:], one.id)
                for told, one in zip(sealed, using, strict=True)
            ]
        except (InvalidTag, ValueError):
            raise SealBroken from None
        return [Incoming(*_unpack(one)) for one in opened]

    def _keyed(
        self, organisation_id: OrganisationId, purpose: bytes, text: bytes, size: int
    ) -> bytes:
        salted = organisation_id.bytes
        return blake2b(
            text, digest_size=size, key=self.secret, salt=salted, person=purpose
        ).digest()


def _ciphers(keys: Sequence[SubjectKey]) -> Mapping[bytes, Using]:
    """Return one for each secret: to make it takes as long as to seal an event."""
    return {one.secret: Using(AESGCM(one.secret), one.id.bytes) for one in _distinct(keys)}


def _distinct(keys: Sequence[SubjectKey]) -> Iterable[SubjectKey]:
    return {one.secret: one for one in keys}.values()

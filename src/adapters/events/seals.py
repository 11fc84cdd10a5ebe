"""Seals: AES-256-GCM (NIST SP 800-38D) under a key for each subject."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.events.ports import SealBroken, SubjectKey
from domain.events.incoming import Incoming
from domain.ids import OrganisationId

NONCE_BYTES = 12
PSEUDONYM_BYTES = DIGEST_BYTES = 16
_ordered = msgspec.json.Encoder(order="sorted")


class Told(msgspec.Struct, array_like=True):
    """Every member of an `Incoming`, in the order in which they are sealed: add at the end."""

    id: str
    source: str
    type: str
    data: Any
    occurred_at: datetime | None
    sent_at: datetime | None
    key: str | None
    subject: str | None
    sequence: int | None
    version: int | None
    traceparent: str | None


_members = attrgetter(*Told.__struct_fields__)
_told = msgspec.msgpack.Decoder(Told)
_pack = msgspec.msgpack.Encoder()


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

    def seal(self, event: Incoming, key: SubjectKey) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(key.secret).encrypt(
            nonce, _pack.encode(_members(event)), key.id.bytes
        )

    def open(self, sealed: bytes, key: SubjectKey) -> Incoming:
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            opened: Any = AESGCM(key.secret).decrypt(nonce, rest, key.id.bytes)
        except (InvalidTag, ValueError):
            raise SealBroken from None
        return Incoming(**msgspec.structs.asdict(_told.decode(opened)))

    def _keyed(
        self, organisation_id: OrganisationId, purpose: bytes, text: bytes, size: int
    ) -> bytes:
        salted = organisation_id.bytes
        return blake2b(
            text, digest_size=size, key=self.secret, salt=salted, person=purpose
        ).digest()

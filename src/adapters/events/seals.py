"""Seals: AES-256-GCM (NIST SP 800-38D) under a key for each subject."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.events.ports import SealBroken, SubjectKey
from domain.events.incoming import Incoming
from domain.ids import OrganisationId

NONCE_BYTES = 12
KEYED_BYTES = 16
_ordered = msgspec.json.Encoder(order="sorted")


_unpack = msgspec.msgpack.Decoder(list[Any]).decode
_pack = msgspec.msgpack.Encoder().encode
_said = attrgetter("type", "data", "key", "subject", "sequence", "version")


class Using(NamedTuple):
    """A subject's cipher, and the id of its key, which what was sealed is bound to."""

    cipher: AESGCM
    id: bytes


@dataclass(frozen=True, slots=True)
class AesSeals:
    """`secret` (32 bytes) keys the pseudonyms and digests: without it nobody can guess them."""

    secret: bytes = field(repr=False)

    def pseudonyms(self, organisation_id: OrganisationId, texts: Sequence[str]) -> Sequence[str]:
        told = [text.encode() for text in texts]
        return [one.hex() for one in self._keyed(organisation_id, b"subject", told)]

    def digests(
        self, organisation_id: OrganisationId, events: Sequence[Incoming]
    ) -> Sequence[bytes]:
        told = [_ordered.encode((*_said(one), one.occurred_at)) for one in events]
        return self._keyed(organisation_id, b"event", told)

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
        self, organisation_id: OrganisationId, purpose: bytes, texts: Sequence[bytes]
    ) -> Sequence[bytes]:
        begun = blake2b(
            digest_size=KEYED_BYTES, key=self.secret, salt=organisation_id.bytes, person=purpose
        )
        return [_goes_on(begun, one) for one in texts]


def _goes_on(begun: blake2b, text: bytes) -> bytes:
    made = begun.copy()
    made.update(text)
    return made.digest()


def _ciphers(keys: Sequence[SubjectKey]) -> Mapping[bytes, Using]:
    """Return one for each secret: to make it takes as long as to seal an event."""
    return {one.secret: Using(AESGCM(one.secret), one.id.bytes) for one in _distinct(keys)}


def _distinct(keys: Sequence[SubjectKey]) -> Iterable[SubjectKey]:
    return {one.secret: one for one in keys}.values()

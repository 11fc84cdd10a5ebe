"""Our signing keys, as a process remembers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.permissions.people.tokens.jwk import VerifyingKey, verifying_keys
from adapters.permissions.people.tokens.sealed_keys import SealedKeys
from adapters.permissions.people.tokens.strict import encoded
from application.permissions.people.ports import PeopleReader
from application.permissions.people.signing_keys import MakeFirstKey
from domain.permissions.people.signing_key import SigningKey, signing

REMEMBERED_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 1.0
"""A token may name a key that came since; made-up names may not have us ask without end."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys at one moment, read once."""

    published: Sequence[dict[str, str]] = ()
    verifying: Sequence[VerifyingKey] = ()
    opened: Sequence[tuple[SigningKey, Ed25519PrivateKey]] = field(default=(), repr=False)
    seen: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)

    def signer(self, now: datetime) -> tuple[str, Ed25519PrivateKey] | None:
        chosen = signing((key for key, _ in self.opened), now)
        return next(((str(key.id), private) for key, private in self.opened if key == chosen), None)

    def knows(self, kid: object) -> bool:
        return any(one.kid == kid for one in self.verifying)


@dataclass(slots=True)
class KeyRing:
    reader: PeopleReader
    sealed: SealedKeys
    make_first: MakeFirstKey
    _keys: Keys = field(default_factory=Keys)
    _read_at: float = float("-inf")
    _turn: Lock = field(default_factory=Lock)

    def signer(self, now: datetime) -> tuple[str, Ed25519PrivateKey]:
        """Return the key that signs now, and make one when there is none."""
        found = self._current(REMEMBERED_SECONDS).signer(now)
        if found is None:
            self.make_first()
            found = self._current(0).signer(now)
        if found is None:
            raise RuntimeError("there is no signing key although one was made")
        return found

    def verifying(self, kid: object) -> Sequence[VerifyingKey]:
        keys = self._current(REMEMBERED_SECONDS)
        return (keys if keys.knows(kid) else self._current(LOOK_AGAIN_SECONDS)).verifying

    def seen(self) -> dict[str, dict[str, Any]]:
        """Return the claims of tokens that the present keys were found to have signed.

        Only that is remembered: whether a token holds is asked anew each time. It is forgotten
        with the keys, every half a minute.
        """
        return self._current(REMEMBERED_SECONDS).seen

    def published(self) -> Sequence[dict[str, str]]:
        return self._current(REMEMBERED_SECONDS).published

    def _current(self, no_older: float) -> Keys:
        with self._turn:
            if monotonic() - self._read_at >= no_older:
                self._keys = self._read(self.reader.keys())
                self._read_at = monotonic()
            return self._keys

    def _read(self, held: Sequence[SigningKey]) -> Keys:
        published = [_jwk(one) for one in held]
        opened = [(one, self.sealed.opened(one)) for one in held]
        ours = [(one, private) for one, private in opened if private is not None]
        return Keys(published, verifying_keys(published), ours)


def _jwk(key: SigningKey) -> dict[str, str]:
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "kid": str(key.id),
        "use": "sig",
        "alg": "EdDSA",
        "x": encoded(key.public),
    }

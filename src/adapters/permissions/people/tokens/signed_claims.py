"""Claims as JWTs (RFC 7519), signed by our keys, of one type and for one audience."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from adapters.permissions.people.tokens.jws import LONGEST, NotVerified, verified
from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.strict import Malformed, decoded, json_object
from domain.permissions.people.errors import TokenRefused

ALGORITHM = "EdDSA"
LEEWAY_SECONDS = 5
"""How far the clocks of two machines may be apart."""
LATEST = 2**53
MOST_SEEN = 4_096


@dataclass(frozen=True, slots=True)
class SignedClaims:
    """`type` is the header's `typ`, so that no token of one kind passes for another."""

    keys: KeyRing
    issuer: str
    audience: str
    type: str

    def sign(self, claims: Mapping[str, Any], now: datetime, lasts: timedelta) -> str:
        kid, private = self.keys.signer(now)
        at = int(now.timestamp())
        usual = {
            "iss": self.issuer,
            "aud": self.audience,
            "iat": at,
            "nbf": at,
            "exp": at + int(lasts.total_seconds()),
            "jti": secrets.token_hex(16),
        }
        return jwt.encode({**usual, **claims}, private, ALGORITHM, {"kid": kid, "typ": self.type})

    def read(self, token: str, now: datetime) -> dict[str, Any]:
        """Return claims that we signed and that are good now; raises TokenRefused."""
        try:
            claims = self._signed(token)
            self._check(claims, now.timestamp())
        except (NotVerified, Malformed) as error:
            raise TokenRefused from error
        return dict(claims)

    def _signed(self, token: str) -> Mapping[str, Any]:
        """Return what one of our keys signed; checking a signature again would tell nothing new."""
        seen, name = self.keys.seen(), f"{self.type} {token}"
        # asked before the keys are, lest newer ones remember for older
        known = seen.get(name)
        if known is not None:
            return known
        if _header(token).get("typ") != self.type:  # before the costly part, and again after it
            raise Malformed("a token of another kind")
        told = verified(token, self.keys.verifying(_kid(token)), [ALGORITHM])
        if told.header.get("typ") != self.type:
            raise Malformed("a token of another kind")
        if len(seen) >= MOST_SEEN:
            seen.clear()
        claims = seen[name] = json_object(told.payload)
        return claims

    def _check(self, claims: Mapping[str, Any], now: float) -> None:
        if (claims.get("iss"), claims.get("aud")) != (self.issuer, self.audience):
            raise Malformed("meant for somebody else")
        begins = max(_moment(claims, "nbf"), _moment(claims, "iat"))
        if not begins - LEEWAY_SECONDS <= now < _moment(claims, "exp") + LEEWAY_SECONDS:
            raise Malformed("not good now")


def type_of(token: str) -> object:
    """Return what the token says it is; nothing of it is believed yet. Raises TokenRefused."""
    try:
        return _header(token).get("typ")
    except Malformed as error:
        raise TokenRefused from error


def id_in(claims: Mapping[str, Any], name: str) -> UUID:
    """Raises TokenRefused for what is no id of ours, to the letter."""
    value = claims.get(name)
    try:
        read = UUID(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or str(read) != value:
        raise TokenRefused
    return read


def _kid(token: str) -> object:
    """Return the name of the key that the token asks for."""
    return _header(token).get("kid")


def _header(token: str) -> dict[str, Any]:
    return json_object(decoded(token[:LONGEST].partition(".")[0]))


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(f"{name} is no number")
    if not 0 <= value <= LATEST:  # so it is neither infinite nor NaN
        raise Malformed(f"{name} is no moment")
    return value

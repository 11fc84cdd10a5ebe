"""Access tokens as JWTs (RFC 9068): who it is, in which session, and nothing that goes stale."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import jwt

from adapters.permissions.people.tokens.jws import LONGEST, NotVerified, verified
from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.strict import Malformed, decoded, json_object
from domain.ids import UserId
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import ACCESS_LASTS, AccessClaims, Identity

TYPE = "at+jwt"
ALGORITHM = "EdDSA"
LEEWAY_SECONDS = 5
"""How far the clocks of two machines may be apart."""
LATEST = 2**53
MOST_SEEN = 4_096


@dataclass(frozen=True, slots=True)
class JwtAccessTokens:
    keys: KeyRing
    issuer: str
    audience: str

    def issue(self, claims: AccessClaims, now: datetime) -> str:
        kid, private = self.keys.signer(now)
        at = int(now.timestamp())
        payload = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(claims.identity.user_id),
            "sid": str(claims.identity.session_id),
            "epoch": claims.epoch,
            "iat": at,
            "nbf": at,
            "exp": at + int(ACCESS_LASTS.total_seconds()),
            "jti": secrets.token_hex(16),
        }
        return jwt.encode(payload, private, ALGORITHM, {"kid": kid, "typ": TYPE})

    def read(self, token: str, now: datetime) -> AccessClaims:
        try:
            claims = self._signed(token)
            self._check(claims, now.timestamp())
            return _said(claims)
        except (NotVerified, Malformed) as error:
            raise TokenRefused from error

    def _signed(self, token: str) -> Mapping[str, Any]:
        """Return what one of our keys signed; checking a signature again would tell nothing new."""
        seen = self.keys.seen()  # before the keys are asked, lest newer ones remember for older
        known = seen.get(token)
        if known is not None:
            return known
        told = verified(token, self.keys.verifying(_kid(token)), [ALGORITHM])
        if told.header.get("typ") != TYPE:
            raise Malformed("no access token")
        if len(seen) >= MOST_SEEN:
            seen.clear()
        claims = seen[token] = json_object(told.payload)
        return claims

    def _check(self, claims: Mapping[str, Any], now: float) -> None:
        if (claims.get("iss"), claims.get("aud")) != (self.issuer, self.audience):
            raise Malformed("meant for somebody else")
        begins = max(_moment(claims, "nbf"), _moment(claims, "iat"))
        if not begins - LEEWAY_SECONDS <= now < _moment(claims, "exp") + LEEWAY_SECONDS:
            raise Malformed("not good now")


def _kid(token: str) -> object:
    """Return the name of the key that the token asks for; nothing else of it is believed yet."""
    return json_object(decoded(token[:LONGEST].partition(".")[0])).get("kid")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(f"{name} is no number")
    if not 0 <= value <= LATEST:  # so it is neither infinite nor NaN
        raise Malformed(f"{name} is no moment")
    return value


def _said(claims: Mapping[str, Any]) -> AccessClaims:
    epoch = claims.get("epoch")
    if isinstance(epoch, bool) or not isinstance(epoch, int):
        raise Malformed("epoch is no number")
    identity = Identity(UserId(_id(claims, "sub")), SessionId(_id(claims, "sid")))
    return AccessClaims(identity, epoch)


def _id(claims: Mapping[str, Any], name: str) -> UUID:
    value = claims.get(name)
    try:
        read = UUID(value) if isinstance(value, str) else None
    except ValueError:
        read = None
    if read is None or str(read) != value:
        raise Malformed(f"{name} is no id of ours")
    return read

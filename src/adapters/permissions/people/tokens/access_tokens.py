"""Access tokens (RFC 9068): who it is, in which session, and nothing that goes stale."""

from dataclasses import dataclass
from datetime import datetime

from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.signed_claims import SignedClaims, id_in
from domain.ids import UserId
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import ACCESS_LASTS, AccessClaims, Identity

TYPE = "at+jwt"


@dataclass(frozen=True, slots=True)
class JwtAccessTokens:
    keys: KeyRing
    issuer: str
    audience: str

    def issue(self, claims: AccessClaims, now: datetime) -> str:
        said = {
            "sub": str(claims.identity.user_id),
            "sid": str(claims.identity.session_id),
            "epoch": claims.epoch,
        }
        return self._signed.sign(said, now, ACCESS_LASTS)

    def read(self, token: str, now: datetime) -> AccessClaims:
        claims = self._signed.read(token, now)
        epoch = claims.get("epoch")
        if isinstance(epoch, bool) or not isinstance(epoch, int):
            raise TokenRefused
        identity = Identity(UserId(id_in(claims, "sub")), SessionId(id_in(claims, "sid")))
        return AccessClaims(identity, epoch)

    @property
    def _signed(self) -> SignedClaims:
        return SignedClaims(self.keys, self.issuer, self.audience, TYPE)

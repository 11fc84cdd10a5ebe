"""Tokens of machines: which client it is, and the most that the token is for."""

from dataclasses import dataclass
from datetime import datetime

from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.signed_claims import SignedClaims, id_in
from application.permissions.oauth.ports import MACHINE_LASTS, MachineClaims
from domain.permissions.access.machine import KeyScope
from domain.permissions.people.errors import TokenRefused
from domain.permissions.people.lent import ClientId

TYPE = "machine+jwt"


@dataclass(frozen=True, slots=True)
class JwtMachineTokens:
    keys: KeyRing
    issuer: str
    audience: str

    def issue(self, claims: MachineClaims, now: datetime) -> str:
        client = str(claims.client_id)
        said = {"sub": client, "client_id": client, "epoch": claims.epoch, "scope": claims.scope}
        return self._signed.sign(said, now, MACHINE_LASTS)

    def read(self, token: str, now: datetime) -> MachineClaims:
        claims = self._signed.read(token, now)
        epoch, scope = claims.get("epoch"), claims.get("scope")
        if isinstance(epoch, bool) or not isinstance(epoch, int):
            raise TokenRefused
        if not isinstance(scope, str) or scope not in list(KeyScope):
            raise TokenRefused
        return MachineClaims(ClientId(id_in(claims, "sub")), epoch, KeyScope(scope))

    @property
    def _signed(self) -> SignedClaims:
        return SignedClaims(self.keys, self.issuer, self.audience, TYPE)

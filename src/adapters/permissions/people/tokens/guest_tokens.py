"""Guest tokens: which link somebody came in by, and nothing of what it lets them do."""

from dataclasses import dataclass
from datetime import datetime

from adapters.permissions.people.tokens.key_ring import KeyRing
from adapters.permissions.people.tokens.signed_claims import SignedClaims, id_in
from application.permissions.access.links.ports import GUEST_LASTS, Guest
from domain.ids import OrganisationId
from domain.permissions.access.guest_link import LinkId

TYPE = "guest+jwt"


@dataclass(frozen=True, slots=True)
class JwtGuestTokens:
    keys: KeyRing
    issuer: str
    audience: str

    def issue(self, guest: Guest, now: datetime) -> str:
        said = {"sub": str(guest.link_id), "org": str(guest.organisation_id)}
        return self._signed.sign(said, now, GUEST_LASTS)

    def read(self, token: str, now: datetime) -> Guest:
        claims = self._signed.read(token, now)
        return Guest(LinkId(id_in(claims, "sub")), OrganisationId(id_in(claims, "org")))

    @property
    def _signed(self) -> SignedClaims:
        return SignedClaims(self.keys, self.issuer, self.audience, TYPE)

"""Tokens of invitations, made from the id and a secret."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hmac import compare_digest, digest
from uuid import UUID

from domain.permissions.access.invitation import InvitationId

PREFIX, ID_BYTES = "pit_", 16


@dataclass(frozen=True, slots=True)
class DerivedInvitationTokens:
    """The id, and 32 bytes of HMAC-SHA-256 over it that nobody makes without the secret."""

    secret: bytes = field(repr=False)

    def token(self, id: InvitationId) -> str:
        proof = digest(self.secret, b"portico invitation " + id.bytes, "sha256")
        return PREFIX + urlsafe_b64encode(id.bytes + proof).decode().rstrip("=")

    def read(self, token: str) -> InvitationId | None:
        given = token.removeprefix(PREFIX)
        if given == token or not given.isascii():
            return None
        try:
            body = urlsafe_b64decode(given + "=" * (-len(given) % 4))
            named = InvitationId(UUID(bytes=body[:ID_BYTES]))
        except ValueError:
            return None
        return named if compare_digest(self.token(named).encode(), token.encode()) else None

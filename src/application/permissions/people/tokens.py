"""The tokens that people are handed beside access tokens: refresh tokens, and those in letters."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose
from domain.permissions.people.errors import TokenRefused, TokenUnknown
from domain.permissions.people.root_secret import DerivedTokens, RootSecret
from domain.permissions.people.session import Session, SessionId

ID_BYTES, NUMBER_BYTES = 16, 4


@dataclass(frozen=True, slots=True)
class RefreshTokens:
    """The session's id and a generation, with the proof that we made them."""

    PREFIX: ClassVar[str] = "prt_"
    secret: RootSecret

    def token(self, session: Session) -> str:
        """Return the one token of the session's current generation."""
        number = session.generation.to_bytes(NUMBER_BYTES, "big")
        return self._made.token(session.id.bytes + number)

    def read(self, token: str) -> tuple[SessionId, int]:
        """Raises TokenRefused."""
        body = self._made.body(token, ID_BYTES + NUMBER_BYTES)
        if body is None:
            raise TokenRefused
        return SessionId(UUID(bytes=body[:ID_BYTES])), int.from_bytes(body[ID_BYTES:], "big")

    @property
    def _made(self) -> DerivedTokens:
        return DerivedTokens(self.secret, "refresh token", self.PREFIX)


@dataclass(frozen=True, slots=True)
class ChallengeTokens:
    secret: RootSecret

    def token(self, challenge: Challenge) -> str:
        return self._made(challenge.purpose).token(challenge.id.bytes)

    def read(self, token: str, purpose: Purpose) -> ChallengeId:
        """Raises TokenUnknown, also for a token that we made for another purpose."""
        body = self._made(purpose).body(token, ID_BYTES)
        if body is None:
            raise TokenUnknown
        return ChallengeId(UUID(bytes=body))

    def _made(self, purpose: Purpose) -> DerivedTokens:
        return DerivedTokens(self.secret, f"{purpose} token", "pvt_")

"""What somebody who signed in is handed."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.permissions.people.ports import AccessTokens
from application.permissions.people.tokens import RefreshTokens
from application.service import service
from domain.permissions.people.account import Account
from domain.permissions.people.session import Session
from domain.permissions.people.standing import ACCESS_LASTS, AccessClaims, Identity


@dataclass(frozen=True, slots=True)
class TokenPair:
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_in: int


@service
class HandOut:
    access: AccessTokens
    refresh: RefreshTokens
    clock: Clock

    def __call__(self, account: Account, session: Session) -> TokenPair:
        claims = AccessClaims(Identity(account.id, session.id), account.epoch)
        issued = self.access.issue(claims, self.clock.now())
        seconds = int(ACCESS_LASTS.total_seconds())
        return TokenPair(issued, self.refresh.token(session), seconds)

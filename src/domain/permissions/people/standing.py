"""What an access token says, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.ids import UserId
from domain.permissions.people.lent import Lent
from domain.permissions.people.session import SessionId

ACCESS_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks, and in which of their sessions; what they may do is looked up elsewhere.

    `lent` says which program asks for them, and is looked up too.
    """

    user_id: UserId
    session_id: SessionId
    lent: Lent | None = None


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """An identity and nothing that could go stale: no role and no organisation."""

    identity: Identity
    epoch: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An account and one of its sessions, as they are now."""

    user_id: UserId
    epoch: int
    suspended_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime
    lent: Lent | None = None

    def admits(self, claims: AccessClaims, now: datetime) -> bool:
        is_same = (self.user_id, self.epoch) == (claims.identity.user_id, claims.epoch)
        is_open = self.suspended_at is None and self.ended_at is None
        return is_same and is_open and now < self.expires_at

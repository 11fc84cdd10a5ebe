"""A person's stay on one device, and the family of refresh tokens that goes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.ids import UserId
from domain.permissions.people.lent import ClientId, Lent

SessionId = NewType("SessionId", UUID)

GRACE = timedelta(seconds=10)
"""So long the token before the current one still gets the current one: an answer may be lost."""
IDLE, LONGEST = timedelta(days=30), timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Its refresh tokens are numbered; `generation` is the number of the only one that is good.

    `lent` says to which program it was given; without, it is the person's own.
    """

    id: SessionId
    user_id: UserId
    client: str
    started_at: datetime
    rotated_at: datetime
    expires_at: datetime
    generation: int = 1
    ended_at: datetime | None = None
    lent: Lent | None = None

    @classmethod
    def begun(
        cls, id: SessionId, user_id: UserId, client: str, now: datetime, lent: Lent | None = None
    ) -> Session:
        return cls(
            id=id, user_id=user_id, client=client, lent=lent,
            started_at=now, rotated_at=now, expires_at=now + IDLE,
        )  # fmt: skip

    @property
    def lent_to(self) -> ClientId | None:
        return None if self.lent is None else self.lent.client_id

    def is_alive(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def was_over(self, at: datetime) -> bool:
        """Whether it had ended or run out before that moment."""
        return self.expires_at < at or (self.ended_at is not None and self.ended_at < at)

    def refreshed(self, shown: int, now: datetime) -> Session:
        """Return the session after its token of that generation was shown.

        The current one makes way for the next. The one before is answered with the current one,
        for a short while. Any other was copied by somebody: the session ends.
        """
        if not self.is_alive(now):
            return self
        if shown == self.generation:
            until = min(now + IDLE, self.started_at + LONGEST)
            return replace(self, generation=shown + 1, rotated_at=now, expires_at=until)
        if shown == self.generation - 1 and now - self.rotated_at <= GRACE:
            return self
        return self.ended(now)

    def ended(self, now: datetime) -> Session:
        return self if self.ended_at else replace(self, ended_at=now)

"""A letter that is to come back: whoever reads an address's mail can show its token."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.permissions.people.account import PasswordHash
from domain.permissions.people.email_address import EmailAddress

ChallengeId = NewType("ChallengeId", UUID)


class Purpose(StrEnum):
    SIGN_UP = "sign_up"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - its name


LASTING = {Purpose.SIGN_UP: timedelta(days=1), Purpose.PASSWORD_RESET: timedelta(hours=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A sign-up brings the name and the password of the account that it is to become.

    Each sign-up is by itself: one that somebody else began with your address neither stands in
    your way nor gets your account.
    """

    id: ChallengeId
    purpose: Purpose
    email: EmailAddress
    asked_at: datetime
    name: str | None = None
    password: PasswordHash | None = field(default=None, repr=False)

    @property
    def expires_at(self) -> datetime:
        return self.asked_at + LASTING[self.purpose]

    def is_alive(self, now: datetime) -> bool:
        return now < self.expires_at

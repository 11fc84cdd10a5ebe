"""A person's account."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType
from unicodedata import category

from domain.ids import UserId
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.errors import NameInvalid

PasswordHash = NewType("PasswordHash", str)
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """There is none before its address is proved.

    `epoch` is in every access token: raising it makes all that were issued before worthless.
    """

    id: UserId
    email: EmailAddress
    name: str | None
    password: PasswordHash = field(repr=False)
    created_at: datetime
    epoch: int = 1
    suspended_at: datetime | None = None
    version: int = 1

    @property
    def is_active(self) -> bool:
        return self.suspended_at is None

    def renamed(self, name: str | None) -> Account:
        """Raises NameInvalid."""
        return replace(self, name=person_name(name), version=self.version + 1)

    def with_password(self, password: PasswordHash) -> Account:
        return replace(self, password=password, version=self.version + 1)

    def recovered(self, password: PasswordHash) -> Account:
        """Give it a new password, and let no token from before be good for anything."""
        return replace(self.with_password(password), epoch=self.epoch + 1)

    def suspended(self, now: datetime) -> Account:
        """Suspend it; its tokens stay worthless when it is let in again."""
        if not self.is_active:
            return self
        return replace(self, suspended_at=now, epoch=self.epoch + 1, version=self.version + 1)

    def reinstated(self) -> Account:
        return replace(self, suspended_at=None, version=self.version + 1)


def person_name(given: str | None) -> str | None:
    """Return the name without blanks around it; raises NameInvalid."""
    if given is None:
        return None
    name = given.strip()
    if not 0 < len(name) <= LONGEST_NAME or any(category(one) == "Cc" for one in name):
        raise NameInvalid
    return name

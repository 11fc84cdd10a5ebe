"""An API key lets a program act as the person who made it, in one organisation, within a scope."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.ids import OrganisationId, UserId
from domain.permissions.access.machine import KeyScope
from domain.permissions.access.machine_errors import KeyExpiryPast
from domain.permissions.access.names import tidy
from domain.principal import Principal

KeyId = NewType("KeyId", UUID)
KeyDigest = NewType("KeyDigest", str)
"""SHA-256 in hexadecimal: a key of 256 random bits needs no slow hash."""
COARSE = timedelta(minutes=5)
"""A use is written down once in this time, so that reading does not become writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    id: KeyId
    organisation_id: OrganisationId
    person_id: UserId
    name: str
    scope: KeyScope
    digest: KeyDigest = field(repr=False)
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None

    @classmethod
    def made(
        cls, id: KeyId, by: Principal, name: str, scope: KeyScope, digest: KeyDigest,
        now: datetime, expires_at: datetime | None,
    ) -> ApiKey:  # fmt: skip
        """Raises NameInvalid, KeyExpiryPast."""
        if expires_at is not None and expires_at <= now:
            raise KeyExpiryPast
        return cls(
            id=id, organisation_id=by.organisation_id, person_id=by.user_id, name=tidy(name),
            scope=scope, digest=digest, created_at=now, expires_at=expires_at,
        )  # fmt: skip

    @property
    def principal(self) -> Principal:
        """Return its maker, who may do no more by it than its scope."""
        return Principal(self.person_id, self.organisation_id, at_most=self.scope.level)

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    def use_to_note(self, now: datetime) -> datetime | None:
        """Return this minute when the use is worth writing down."""
        if self.last_used_at is not None and now - self.last_used_at < COARSE:
            return None
        return now.replace(second=0, microsecond=0)

"""An invitation lets whoever has an e-mail address into an organisation, once, with one role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from domain.ids import OrganisationId, UserId
from domain.permissions.access.role import Role
from domain.principal import Principal

InvitationId = NewType("InvitationId", UUID)
LASTS = timedelta(days=7)
MOST_TO_ONE_ADDRESS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """`email` is in the one spelling that accounts have; `department_id` None is all of it."""

    id: InvitationId
    organisation_id: OrganisationId
    email: str
    role: Role
    department_id: UUID | None
    invited_by: UserId
    created_at: datetime
    expires_at: datetime

    @classmethod
    def issue(
        cls, id: InvitationId, by: Principal, email: str, role: Role,
        *, department_id: UUID | None, now: datetime,
    ) -> Invitation:  # fmt: skip
        return cls(
            id=id, organisation_id=by.organisation_id, email=email, role=role,
            department_id=department_id, invited_by=by.user_id, created_at=now,
            expires_at=now + LASTS,
        )  # fmt: skip

    @property
    def giver(self) -> Principal:
        """In whose name the role is given: they must be entitled to it still."""
        return Principal(self.invited_by, self.organisation_id)

    @property
    def scope_id(self) -> UUID:
        return self.department_id or self.organisation_id

    def is_alive(self, now: datetime) -> bool:
        return self.expires_at > now

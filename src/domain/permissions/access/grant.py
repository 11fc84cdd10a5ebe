"""Some level, given to somebody on a scope and all that inherits from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import ExpiryPast
from domain.permissions.access.role import Role
from domain.permissions.access.scope import Scope

GrantId = NewType("GrantId", UUID)


class SubjectKind(StrEnum):
    PERSON = "person"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"
    LINK = "link"


class Reason(StrEnum):
    ROLE = "role"
    SHARE = "share"
    OWNER = "owner"
    LINK = "link"


LASTING = frozenset({Reason.ROLE, Reason.OWNER})
"""The organisation answers for what is passed on by these; the others cap it."""


@dataclass(frozen=True, slots=True)
class Subject:
    kind: SubjectKind
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """`through` is the share that entitled its giver: this one goes, or shrinks, with it."""

    id: GrantId
    organisation_id: OrganisationId
    scope_id: UUID
    subject: Subject
    level: Level
    reason: Reason
    given_by: UserId
    created_at: datetime
    expires_at: datetime | None = None
    through: GrantId | None = None

    @classmethod
    def ownership(
        cls, scope_id: UUID, organisation_id: OrganisationId, owner_id: UserId, *, now: datetime
    ) -> Grant:
        """Own a thing; the grant bears the thing's id, so that there is one for each."""
        return cls(
            id=GrantId(scope_id), organisation_id=organisation_id, scope_id=scope_id,
            subject=Subject(SubjectKind.PERSON, owner_id), level=Level.MANAGE,
            reason=Reason.OWNER, given_by=owner_id, created_at=now,
        )  # fmt: skip

    @classmethod
    def role(
        cls, id: GrantId, scope: Scope, person_id: UserId, role: Role, *, given_by: UserId,
        now: datetime,
    ) -> Grant:  # fmt: skip
        return cls(
            id=id, organisation_id=scope.organisation_id, scope_id=scope.id,
            subject=Subject(SubjectKind.PERSON, person_id), level=role.level,
            reason=Reason.ROLE, given_by=given_by, created_at=now,
        )  # fmt: skip

    @property
    def as_held(self) -> Role:
        return Role.of(self.level)

    def as_role(self, role: Role, *, given_by: UserId) -> Grant:
        return replace(self, level=role.level, given_by=given_by)

    @property
    def facts(self) -> dict[str, str | int | None]:
        """Return what the audit keeps of it."""
        return {
            "grant": str(self.id),
            "subject": f"{self.subject.kind}:{self.subject.id}",
            "level": self.level.word,
            "expires_at": None if self.expires_at is None else self.expires_at.isoformat(),
        }

    def is_alive(self, now: datetime) -> bool:
        return self.expires_at is None or self.expires_at > now

    def outlives(self, other: Grant) -> bool:
        if other.expires_at is None:
            return False
        return self.expires_at is None or self.expires_at > other.expires_at

    def checked(self, now: datetime) -> Grant:
        """Return it; raises ExpiryPast when it is over before it begins."""
        if not self.is_alive(now):
            raise ExpiryPast
        return self

    def within(self, cap: Grant) -> Grant:
        """Be no more than the share it came through, and no longer."""
        return replace(
            self,
            level=min(self.level, cap.level),
            expires_at=cap.expires_at if self.outlives(cap) else self.expires_at,
        )

"""A guest link lets whoever bears its secret view or edit one thing, without an account."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType
from uuid import UUID

from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Reason, Subject, SubjectKind
from domain.permissions.access.link_errors import LinkLevelInvalid, LinkNotFound, UsesInvalid

LinkId = NewType("LinkId", UUID)
SecretDigest = NewType("SecretDigest", str)
"""SHA-256 in hexadecimal: a secret of 256 random bits needs no slow hash."""
MOST_USES = 1_000_000


def let(level: Level) -> Level:
    """Return what a link may let do; raises LinkLevelInvalid."""
    if level not in {Level.VIEW, Level.EDIT}:
        raise LinkLevelInvalid
    return level


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLink:
    """`used` counts the sessions it opened, of `max_uses` at most; None is any number.

    What it lets do is a grant to it, which bears its id; it ends with that grant.
    """

    id: LinkId
    organisation_id: OrganisationId
    scope_id: UUID
    digest: SecretDigest = field(repr=False)
    created_by: UserId
    created_at: datetime
    expires_at: datetime | None = None
    max_uses: int | None = None
    used: int = 0
    password: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Raises UsesInvalid."""
        if self.max_uses is not None and not 1 <= self.max_uses <= MOST_USES:
            raise UsesInvalid(MOST_USES)

    @property
    def grant_id(self) -> GrantId:
        return GrantId(self.id)

    def granting(self, level: Level, through: GrantId | None) -> Grant:
        """Return the grant that it stands on; raises LinkLevelInvalid."""
        return Grant(
            id=self.grant_id, organisation_id=self.organisation_id, scope_id=self.scope_id,
            subject=Subject(SubjectKind.LINK, self.id), level=let(level), reason=Reason.LINK,
            given_by=self.created_by, created_at=self.created_at, expires_at=self.expires_at,
            through=through,
        )  # fmt: skip

    def checked(self, now: datetime) -> GuestLink:
        """Return it; raises LinkNotFound once it has ended or is used up."""
        is_over = self.expires_at is not None and self.expires_at <= now
        if is_over or (self.max_uses is not None and self.used >= self.max_uses):
            raise LinkNotFound
        return self

    def opened(self, now: datetime) -> GuestLink:
        """Spend one use; raises LinkNotFound."""
        return replace(self.checked(now), used=self.used + 1)

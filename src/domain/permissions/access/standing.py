"""How somebody stands to a scope: every grant on the way down to it that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.access import Level
from domain.permissions.access.grant import LASTING, Grant, Reason
from domain.permissions.access.membership import MembershipState
from domain.permissions.access.scope import Scope


class Missing(StrEnum):
    """The nearest thing that would have to be there for more to be allowed."""

    RESOURCE = "resource"
    MEMBERSHIP = "membership"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    RESTRICTED = "restricted"
    LEVEL = "level"
    GRANT = "grant"
    BOUND = "bound"
    """A grant gives it, and the key, token or link that is used lets do less."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`way` leads from the root to the scope; `grants` stand on it, dead and cut-off ones too.

    `groups` says by which role somebody belongs to each department among the grants' subjects.
    `membership` is None for a guest, and for who is no member.
    """

    way: Sequence[Scope]
    grants: Sequence[Grant] = ()
    groups: Mapping[UUID, Grant] = field(default_factory=dict)
    membership: MembershipState | None = None
    is_guest: bool = False

    @property
    def is_let_in(self) -> bool:
        return self.is_guest or self.membership is MembershipState.ACTIVE

    def level(self, now: datetime) -> Level | None:
        return max((one.level for one in self.effective(now)), default=None)

    def lasting(self, now: datetime) -> Level | None:
        """Return what is held by role and ownership, without any share."""
        own = (one.level for one in self.effective(now) if one.reason in LASTING)
        return max(own, default=None)

    def effective(self, now: datetime) -> Iterator[Grant]:
        if self.is_let_in:
            yield from (one for one in self.grants if one.is_alive(now) and self.reaches(one))

    def strongest(self, now: datetime) -> Grant | None:
        """Return the grant that decides: of equals the lasting, then the nearest, the oldest."""
        return max(self.effective(now), key=self._weight, default=None)

    def shares(self, now: datetime, level: Level) -> Sequence[Grant]:
        """Return the shares that give this level, the longest-lived first."""
        found = [
            one for one in self.effective(now) if one.reason is Reason.SHARE and one.level >= level
        ]
        return sorted(found, key=lambda one: (_end(one), one.id), reverse=True)

    def reaches(self, grant: Grant) -> bool:
        """Nothing comes in from above what is restricted, but what an admin of it all holds."""
        if grant.level is Level.ADMINISTER and grant.scope_id == grant.organisation_id:
            return True
        return all(one.inherits for one in self.below(grant))

    def below(self, grant: Grant) -> Sequence[Scope]:
        """Return the way from the grant's scope, which is left out, down to this one."""
        return self.down_from(grant)[1:]

    def down_from(self, grant: Grant) -> Sequence[Scope]:
        """Return the way from the grant's scope down to this one."""
        ids = [one.id for one in self.way]
        return self.way[ids.index(grant.scope_id) :]

    def cut(self, grant: Grant) -> Scope | None:
        """Return where the grant's way down ends, if anywhere."""
        return next((one for one in self.below(grant) if not one.inherits), None)

    def missing(self, now: datetime, wanted: Level) -> tuple[Missing, Grant | None]:
        """Say what lacks for `wanted`, with the grant that would have done."""
        if not self.way:
            return Missing.RESOURCE, None
        if not self.is_let_in:
            kind = Missing.MEMBERSHIP if self.membership is None else Missing.SUSPENDED
            return kind, None
        return self._nearest(now, wanted)

    def _nearest(self, now: datetime, wanted: Level) -> tuple[Missing, Grant | None]:
        enough = [one for one in self.grants if one.level >= wanted]
        for one in enough:
            if self.reaches(one):
                return (Missing.BOUND if one.is_alive(now) else Missing.EXPIRED), one
        for one in enough:
            if one.is_alive(now):
                return Missing.RESTRICTED, one
        best = self.strongest(now)
        return (Missing.GRANT if best is None else Missing.LEVEL), best

    def _weight(self, grant: Grant) -> tuple[int, bool, int, int]:
        near = -len(self.below(grant))
        return grant.level, grant.reason in LASTING, near, -grant.id.int


def _end(grant: Grant) -> tuple[bool, float]:
    return grant.expires_at is None, grant.expires_at.timestamp() if grant.expires_at else 0.0

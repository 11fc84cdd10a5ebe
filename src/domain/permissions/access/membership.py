"""A person belongs to an organisation; while that is suspended, they may nothing there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.ids import OrganisationId, UserId


class MembershipState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    organisation_id: OrganisationId
    person_id: UserId
    state: MembershipState
    joined_at: datetime

    @classmethod
    def begin(
        cls, organisation_id: OrganisationId, person_id: UserId, *, now: datetime
    ) -> Membership:
        return cls(
            organisation_id=organisation_id, person_id=person_id,
            state=MembershipState.ACTIVE, joined_at=now,
        )  # fmt: skip

    @property
    def is_active(self) -> bool:
        return self.state is MembershipState.ACTIVE

    def suspended(self) -> Membership:
        return replace(self, state=MembershipState.SUSPENDED)

    def resumed(self) -> Membership:
        return replace(self, state=MembershipState.ACTIVE)

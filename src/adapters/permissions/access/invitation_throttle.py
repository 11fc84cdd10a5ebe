"""Invitations, counted where tries at passwords are."""

from dataclasses import dataclass

from application.permissions.people.throttling import Throttle
from domain.ids import UserId


@dataclass(frozen=True, slots=True)
class CountedInvitationThrottle:
    throttle: Throttle

    def admit(self, email: str, giver: UserId) -> None:
        self.throttle.count(self.throttle.inviting(email, str(giver)))

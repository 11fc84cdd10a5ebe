"""Invite whoever has an e-mail address."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import job_for
from application.permissions.access.changing import begin, done, require, require_lasting
from application.permissions.access.invitations.ports import (
    InvitationMail,
    InvitationStore,
    InvitationThrottle,
    InvitationTokens,
    InvitationWork,
)
from application.permissions.access.people import People
from application.permissions.access.ports import AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import DepartmentNotFound, IdTaken, TooManyInvitations
from domain.permissions.access.invitation import MOST_TO_ONE_ADDRESS, Invitation, InvitationId
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEPARTMENT, ORGANISATION
from domain.principal import Principal

MAIL, SEND_INVITATION = "mail", "send_invitation"


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """`department_id` None is the whole organisation."""

    id: InvitationId
    email: str
    role: Role
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """`token` is None where it goes by mail alone."""

    invitation: Invitation
    token: str | None = field(repr=False)


@service
class InviteMember:
    store: InvitationStore
    people: People
    tokens: InvitationTokens
    mail: InvitationMail
    throttle: InvitationThrottle
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewInvitation) -> Changed[Invited]:
        """Offer a role that `by` could give, once for each id; whether the address has an account
        makes no difference.

        Raises OrganisationNotFound, DepartmentNotFound, LevelNotHeld, OnlyShared, Invalid,
        TooManyInvitations, TooMany, IdTaken.
        """
        email, now = self.people.address(new.email), self.clock.now()
        issued = Invitation.issue(
            new.id, by, email, new.role, department_id=new.department_id, now=now
        )
        self.throttle.admit(email, by.user_id)
        with self.store.transaction() as work:
            organisation = begin(work.access, by)
            check_giver(work.access, issued, by, now=now)
            if (present := work.invitations.by_id(new.id)) is not None:
                told = Invited(_same(present, issued), self._shown(present))
                return Changed(told, organisation.access_version)
            self._keep(work, issued, now=now)
            facts = {"role": issued.role.value, "scope": str(issued.scope_id)}
            changed = done(
                work.access, by, Invited(issued, self._shown(issued)), "invitation.give",
                issued.id, at=now, facts=facts,
            )  # fmt: skip
            work.commit()
        return changed

    def _keep(self, work: InvitationWork, issued: Invitation, *, now: datetime) -> None:
        work.invitations.forget(issued.organisation_id, over_by=now)
        if work.invitations.count(issued.organisation_id, issued.email) >= MOST_TO_ONE_ADDRESS:
            raise TooManyInvitations(MOST_TO_ONE_ADDRESS)
        work.invitations.add(issued)
        job = job_for(
            issued.id, id=self.ids.new(), queue=MAIL, kind=SEND_INVITATION,
            organisation_id=issued.organisation_id,
        )  # fmt: skip
        work.jobs.enqueue(job, at=now)

    def _shown(self, issued: Invitation) -> str | None:
        return self.tokens.token(issued.id) if self.mail.is_read_here else None


def check_giver(work: AccessWork, offered: Invitation, by: Principal, *, now: datetime) -> None:
    """See whether `by` may give what is offered, as they would give a role to a member.

    Raises DepartmentNotFound, LevelNotHeld, OnlyShared.
    """
    scope = work.scopes.by_id(by.organisation_id, offered.scope_id)
    if scope is None or scope.kind not in (ORGANISATION, DEPARTMENT):
        raise DepartmentNotFound
    needed = max(Level.MANAGE, offered.role.level)
    require(work, by, scope.id, needed, now=now)
    require_lasting(work, by, scope.id, needed, now=now)


def _same(present: Invitation, again: Invitation) -> Invitation:
    """Return it when a repetition asks for the very same; raises IdTaken."""
    if replace(again, created_at=present.created_at, expires_at=present.expires_at) != present:
        raise IdTaken
    return present

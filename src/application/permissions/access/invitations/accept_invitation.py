"""Come into an organisation by an invitation."""

from dataclasses import dataclass, field
from datetime import datetime

from application.clock import Clock
from application.permissions.access.changing import done
from application.permissions.access.invitations.ports import (
    InvitationStore,
    InvitationTokens,
    InvitationWork,
)
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.people import People
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.views import Changed
from application.service import service
from domain.errors import Forbidden, NotFound
from domain.permissions.access.errors import InvitationNotFound
from domain.permissions.access.invitation import Invitation
from domain.principal import Kind, Principal


@dataclass(frozen=True, slots=True)
class Acceptance:
    token: str = field(repr=False)


@service
class AcceptInvitation:
    store: InvitationStore
    people: People
    tokens: InvitationTokens
    add: AddMember
    clock: Clock

    def __call__(self, by: Principal, acceptance: Acceptance) -> Changed[Invitation]:
        """Let `by` in with the role that is offered to their address, if its giver still may.

        Raises InvitationNotFound whatever is wrong with it, AlreadyMember.
        """
        now = self.clock.now()
        named = self.tokens.read(acceptance.token)
        with self.store.transaction() as work:
            held = None if named is None else work.invitations.by_id(named)
            if held is None or not (held.is_alive(now) and self._is_for(held, by)):
                raise InvitationNotFound
            changed = self._let_in(work, held, by, now=now)
            work.commit()
        return changed

    def _let_in(
        self, work: InvitationWork, held: Invitation, by: Principal, *, now: datetime
    ) -> Changed[Invitation]:
        try:
            self.add.apply(work.access, held.giver, _role(held, by))
        except (NotFound, Forbidden) as error:
            raise InvitationNotFound from error
        if not work.invitations.remove(held.id):
            raise InvitationNotFound
        person = Principal(by.user_id, held.organisation_id)
        facts = {"role": held.role.value, "scope": str(held.scope_id)}
        return done(work.access, person, held, "invitation.accept", held.id, at=now, facts=facts)

    def _is_for(self, held: Invitation, by: Principal) -> bool:
        if by.kind is not Kind.PERSON:
            return False
        person = self.people.named([by.user_id]).get(by.user_id)
        return person is not None and person.email == held.email


def _role(held: Invitation, by: Principal) -> NewRole:
    return NewRole(by.user_id, held.role, held.department_id)

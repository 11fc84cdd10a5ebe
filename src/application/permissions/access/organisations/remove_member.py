"""End a person's membership."""

from application.clock import Clock
from application.permissions.access.changing import done, keeping_an_admin
from application.permissions.access.ending import end
from application.permissions.access.lapsing import groups_of, lapse
from application.permissions.access.organisations.members import member_for
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.ids import UserId
from domain.permissions.access.membership import Membership
from domain.principal import Principal


@service
class RemoveMember:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, person_id: UserId) -> Changed[Membership]:
        """Admins remove anybody, everybody themselves.

        Roles, shares, keys and what was lent to programs go, with what was passed on through
        shares, a group's among them; what the person owned stays and belongs to the organisation.
        Raises OrganisationNotFound, LevelNotHeld, MemberNotFound, LastAdmin.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, person_id)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, person_id: UserId) -> Changed[Membership]:
        now = self.clock.now()
        ended = member_for(work, by, person_id, now=now)
        held = work.grants.to(by.organisation_id, person_id)
        groups = groups_of(work, by.organisation_id, person_id)
        with keeping_an_admin(work, by):
            end(work, by, held, at=now)
            work.scopes.disown(by.organisation_id, person_id)
            work.keys.remove_all(by.organisation_id, person_id)
            work.clients.remove_all(by.organisation_id, person_id)
            work.memberships.remove(ended)
        lapse(work, by, groups, at=now)
        facts = {"grants": len(held)}
        return done(work, by, ended, "member.remove", person_id, at=now, facts=facts)

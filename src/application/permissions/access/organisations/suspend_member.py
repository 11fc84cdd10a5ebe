"""Stop a member from doing anything, until they are let in again."""

from application.clock import Clock
from application.permissions.access.changing import done, keeping_an_admin
from application.permissions.access.organisations.members import member_for
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.ids import UserId
from domain.permissions.access.membership import Membership
from domain.principal import Principal


@service
class SuspendMember:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, person_id: UserId) -> Changed[Membership]:
        """Admins only, and felt at once; their roles and shares stay.

        Saying so twice is fine. Raises OrganisationNotFound, LevelNotHeld, MemberNotFound,
        LastAdmin.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, person_id)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, person_id: UserId) -> Changed[Membership]:
        now = self.clock.now()
        suspended = member_for(work, by, person_id, now=now).suspended()
        with keeping_an_admin(work, by):
            work.memberships.save(suspended)
        return done(work, by, suspended, "member.suspend", person_id, at=now)

"""Let a suspended member in again."""

from application.clock import Clock
from application.permissions.access.changing import done
from application.permissions.access.organisations.members import member_for
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.ids import UserId
from domain.permissions.access.membership import Membership
from domain.principal import Principal


@service
class ResumeMember:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, person_id: UserId) -> Changed[Membership]:
        """Admins only, and felt at once; their roles and shares stay.

        Saying so twice is fine. Raises OrganisationNotFound, LevelNotHeld, MemberNotFound.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            held = member_for(work, by, person_id, now=now)
            work.memberships.save(held.resumed())
            changed = done(work, by, held.resumed(), "member.resume", person_id, at=now)
            work.commit()
        return changed

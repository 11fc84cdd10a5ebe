"""Let a person into an organisation, with a first role."""

from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.changing import begin, done
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.roles.giving import NewRole, give
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.errors import AlreadyMember, DepartmentNotFound
from domain.permissions.access.membership import Membership
from domain.permissions.access.scope import DEPARTMENT, ORGANISATION
from domain.principal import Principal


@service
class AddMember:
    """An invitation that is accepted comes here in its giver's name, who must still be entitled."""

    store: AccessStore
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewRole) -> Changed[Membership]:
        """Let them in with a role in the organisation or a department that `by` manages.

        Who was a member before owns nothing of then, nor what came in as they were removed.
        Raises OrganisationNotFound, DepartmentNotFound, LevelNotHeld, OnlyShared, AlreadyMember.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, new)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, new: NewRole) -> Changed[Membership]:
        now = self.clock.now()
        begin(work, by)
        scope = work.scopes.by_id(by.organisation_id, new.scope_id or by.organisation_id)
        if scope is None or scope.kind not in (ORGANISATION, DEPARTMENT):
            raise DepartmentNotFound
        if work.memberships.of(by.organisation_id, new.person_id) is not None:
            raise AlreadyMember
        joined = Membership.begin(by.organisation_id, new.person_id, now=now)
        work.memberships.save(joined)
        work.scopes.disown(by.organisation_id, new.person_id)
        give(work, by, new, id=self.ids.new(), now=now)
        facts = {"role": new.role.value, "scope": str(scope.id)}
        return done(work, by, joined, "member.add", new.person_id, at=now, facts=facts)

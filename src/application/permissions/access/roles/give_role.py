"""Make a member admin, manager, contributor or viewer."""

from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.changing import begin, done, keeping_an_admin
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.roles.giving import NewRole, give
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.grant import Grant
from domain.principal import Principal


@service
class GiveRole:
    store: AccessStore
    clock: Clock
    ids: IdSource

    def __call__(self, by: Principal, new: NewRole) -> Changed[Grant]:
        """Give a role in the organisation, a department or on a resource that `by` manages.

        A manager gives at most manager; it replaces the role held there. Raises
        OrganisationNotFound, ScopeNotFound, LevelNotHeld, OnlyShared, MemberNotFound, LastAdmin.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, new)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, new: NewRole) -> Changed[Grant]:
        now = self.clock.now()
        begin(work, by)
        with keeping_an_admin(work, by):
            given = give(work, by, new, id=self.ids.new(), now=now)
        facts = {"role": new.role.value, "scope": str(given.scope_id)}
        return done(work, by, given, "role.give", new.person_id, at=now, facts=facts)

"""Take a role from a member."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import (
    begin,
    done,
    keeping_an_admin,
    require,
    require_lasting,
)
from application.permissions.access.lapsing import departments_above, lapse
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.roles.giving import present_role
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.ids import UserId
from domain.permissions.access.errors import GrantNotFound
from domain.permissions.access.grant import Grant
from domain.permissions.access.role import Role
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class OldRole:
    """`scope_id` is a department or any resource, None for the whole organisation.

    `role` None is whichever is held there.
    """

    person_id: UserId
    scope_id: UUID | None = None
    role: Role | None = None


@service
class TakeRole:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, old: OldRole) -> Changed[Grant]:
        """Take the role held there, by role or ownership; everybody may lay down their own.

        What its holder passed on as one of the department goes, unless they still belong to it.
        Raises OrganisationNotFound, ScopeNotFound, LevelNotHeld, OnlyShared, MemberNotFound,
        GrantNotFound, LastAdmin.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, old)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, old: OldRole) -> Changed[Grant]:
        now = self.clock.now()
        begin(work, by)
        taken = self._touched(work, by, old, now=now)
        with keeping_an_admin(work, by):
            work.grants.remove([taken.id])
        left = departments_above(work, by.organisation_id, taken.scope_id)
        lapse(work, by, left, at=now)
        facts = {"role": taken.as_held.value, "scope": str(taken.scope_id)}
        return done(work, by, taken, "role.take", old.person_id, at=now, facts=facts)

    def _touched(self, work: AccessWork, by: Principal, old: OldRole, *, now: datetime) -> Grant:
        own = old.person_id == by.user_id and by.is_unbound
        needed = Level.VIEW if own else Level.MANAGE
        scope = require(work, by, old.scope_id or by.organisation_id, needed, now=now)
        present = present_role(work, by, scope, old.person_id, now=now)
        if present is None or old.role not in (None, present.as_held):
            raise GrantNotFound
        if not own:
            require_lasting(work, by, scope.id, Level.MANAGE, now=now)
        return present

"""Close a department."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require_lasting
from application.permissions.access.departments.finding import department_for
from application.permissions.access.ending import end
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.grant import Reason
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class OldDepartment:
    """`seen` is the version that was seen, None for any."""

    id: UUID
    seen: int | None = None


@service
class RemoveDepartment:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, old: OldDepartment) -> Changed[Scope]:
        """Close one in which nothing stands and nobody holds a role; shares with it go.

        Whoever manages it by role may. Raises OrganisationNotFound, DepartmentNotFound,
        LevelNotHeld, OnlyShared, ScopeChanged, NotEmpty.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            held = department_for(work, by, old.id, seen=old.seen, now=now)
            require_lasting(work, by, held.id, Level.MANAGE, now=now)
            peopled = any(one.reason is Reason.ROLE for one in work.grants.on(held))
            held.emptied(children=work.scopes.is_parent(held) or peopled)
            given = work.grants.to(by.organisation_id, held.id)
            end(work, by, [*given, *work.grants.on(held)], at=now)
            work.scopes.remove(held)
            facts = {"name": held.name}
            changed = done(work, by, held, "department.remove", held.id, at=now, facts=facts)
            work.commit()
        return changed

"""Set up a department."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.scope import Scope, check_depth
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewDepartment:
    """`parent_id` is a department, None for the organisation itself."""

    id: UUID
    name: str
    parent_id: UUID | None = None


@service
class AddDepartment:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, new: NewDepartment) -> Changed[Scope]:
        """Managers of the parent may; raises OrganisationNotFound, ScopeNotFound, LevelNotHeld,
        CannotHold, NameInvalid, TooDeep, IdTaken.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            root = begin(work, by).id
            parent = require(work, by, new.parent_id or root, Level.MANAGE, now=now)
            added = parent.department(new.id, new.name, now=now)
            check_depth(work.scopes.way(by.organisation_id, parent.id), added.kind, 1)
            if not work.scopes.add(added):
                raise IdTaken
            facts = {"name": added.name, "parent": str(parent.id)}
            changed = done(work, by, added, "department.add", added.id, at=now, facts=facts)
            work.commit()
        return changed

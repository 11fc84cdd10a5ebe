"""Give a department another name."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.departments.finding import department_for
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class DepartmentName:
    """`seen` is the version that the change was made from, None for any."""

    id: UUID
    name: str
    seen: int | None = None


@service
class RenameDepartment:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, change: DepartmentName) -> Changed[Scope]:
        """Its managers may; raises OrganisationNotFound, DepartmentNotFound, LevelNotHeld,
        ScopeChanged, NameInvalid.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            held = department_for(work, by, change.id, seen=change.seen, now=now)
            renamed = held.named(change.name)
            work.scopes.save(renamed)
            facts = {"name": renamed.name}
            changed = done(work, by, renamed, "department.rename", held.id, at=now, facts=facts)
            work.commit()
        return changed

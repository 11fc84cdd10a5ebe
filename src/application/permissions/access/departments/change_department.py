"""Rename a department, move it, or both at once."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.departments.finding import department_for
from application.permissions.access.departments.move_department import (
    DepartmentMove,
    MoveDepartment,
)
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class DepartmentChange:
    """`name` None leaves it; `parent_id` is the organisation's own id to stand in no other.

    `seen` is the version that the change was made from, None for any.
    """

    id: UUID
    name: str | None = None
    parent_id: UUID | None = None
    seen: int | None = None


@service
class ChangeDepartment:
    store: AccessStore
    move: MoveDepartment
    clock: Clock

    def __call__(self, by: Principal, change: DepartmentChange) -> Changed[Scope]:
        """Do all of it or nothing; raises what RenameDepartment and MoveDepartment raise."""
        with self.store.transaction() as work:
            version = begin(work, by).access_version
            now = self.clock.now()
            held = department_for(work, by, change.id, seen=change.seen, now=now)
            changed = Changed(held, version)
            if change.name is not None:
                changed = self._renamed(work, by, held, change.name)
            if change.parent_id not in (None, held.parent_id):
                move = DepartmentMove(held.id, change.parent_id)
                changed = self.move.apply(work, by, move)
            work.commit()
        return changed

    def _renamed(
        self, work: AccessWork, by: Principal, held: Scope, name: str
    ) -> Changed[Scope]:  # fmt: skip
        renamed = held.named(name)
        work.scopes.save(renamed)
        facts = {"name": renamed.name}
        at = self.clock.now()
        return done(work, by, renamed, "department.rename", held.id, at=at, facts=facts)

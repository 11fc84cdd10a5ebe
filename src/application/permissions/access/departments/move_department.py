"""Move a department, with all that stands in it."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import (
    begin,
    done,
    require,
    require_lasting,
    strand,
)
from application.permissions.access.departments.finding import department_for
from application.permissions.access.lapsing import departments_above, lapse
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.scope import Scope, check_cycle, check_depth
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class DepartmentMove:
    """`parent_id` is None for the organisation; `seen` is the version it was made from."""

    id: UUID
    parent_id: UUID | None
    seen: int | None = None


@service
class MoveDepartment:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, move: DepartmentMove) -> Changed[Scope]:
        """Move the whole subtree at once, with all who belong to it.

        `by` manages it, where it stands and where it goes, by role or ownership.
        Raises OrganisationNotFound, DepartmentNotFound, ScopeNotFound, LevelNotHeld, OnlyShared,
        ScopeChanged, WouldCycle, TooDeep, CannotHold.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, move)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, move: DepartmentMove) -> Changed[Scope]:
        now = self.clock.now()
        root = begin(work, by).id
        held = department_for(work, by, move.id, seen=move.seen, now=now)
        require(work, by, held.parent_id or root, Level.MANAGE, now=now)
        parent = require(work, by, move.parent_id or root, Level.MANAGE, now=now)
        for one in (held.id, held.parent_id or root, parent.id):
            require_lasting(work, by, one, Level.MANAGE, now=now)
        above = work.scopes.way(by.organisation_id, parent.id)
        check_cycle(above, held)
        check_depth(above, held.kind, work.scopes.height(held))
        moved = held.placed(parent, inherits=held.inherits)
        work.scopes.place(moved)
        strand(work, by, moved, at=now)
        left = departments_above(work, by.organisation_id, held.parent_id or root)
        lapse(work, by, left, at=now)
        facts = {"from": str(held.parent_id), "to": str(parent.id)}
        return done(work, by, moved, "department.move", held.id, at=now, facts=facts)

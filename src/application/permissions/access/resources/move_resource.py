"""Move a folder or thing, restrict it, or let it inherit again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import (
    Facts,
    begin,
    done,
    require,
    strand,
)
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.resources.staying_shared import stays_shared
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import CannotHold
from domain.permissions.access.scope import (
    DEPARTMENT,
    ORGANISATION,
    Scope,
    check_cycle,
    check_depth,
)
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class ResourceMove:
    """None leaves the parent, or whether it inherits, as it is.

    The organisation's own id as `parent_id` moves it out of all folders and departments.
    """

    id: UUID
    parent_id: UUID | None = None
    inherits: bool | None = None
    seen: int | None = None


@service
class MoveResource:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, move: ResourceMove) -> Changed[Scope]:
        """Put what `by` manages where they may edit; what came from above before is gone.

        Who manages it through a share moves it within what is shared, and to where nobody gets
        more of it for good. Raises OrganisationNotFound, ScopeNotFound, LevelNotHeld, OnlyShared,
        ScopeChanged, WouldCycle, TooDeep, CannotHold.
        """
        with self.store.transaction() as work:
            changed = self.apply(work, by, move)
            work.commit()
        return changed

    def apply(self, work: AccessWork, by: Principal, move: ResourceMove) -> Changed[Scope]:
        now = self.clock.now()
        root = begin(work, by).id
        held = require(work, by, move.id, Level.MANAGE, now=now).seen(move.seen)
        if held.kind in (ORGANISATION, DEPARTMENT):
            raise CannotHold(held.kind, ORGANISATION)
        parent = self._parent(work, by, held, move.parent_id or held.parent_id or root, now=now)
        inherits = held.inherits if move.inherits is None else move.inherits
        above = work.scopes.way(by.organisation_id, parent.id)
        check_cycle(above, held)
        check_depth(above, held.kind, work.scopes.height(held))
        stays_shared(work, by, held, [] if inherits != held.inherits else above, now=now)
        moved = held.placed(parent, inherits=inherits)
        work.scopes.place(moved)
        strand(work, by, moved, at=now)
        facts: Facts = {
            "from": str(held.parent_id),
            "to": str(parent.id),
            "inherits": int(inherits),
        }
        return done(work, by, moved, "resource.move", held.id, at=now, facts=facts)

    def _parent(
        self, work: AccessWork, by: Principal, held: Scope, id: UUID, *, now: datetime
    ) -> Scope:
        if id != held.parent_id:
            return require(work, by, id, Level.EDIT, now=now)
        return next(one for one in work.scopes.way(by.organisation_id, held.id) if one.id == id)

"""Make a folder for things."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.grant import Grant
from domain.permissions.access.scope import Scope, check_depth
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class NewFolder:
    """`parent_id` is a folder or department, None for the organisation itself."""

    id: UUID
    name: str
    parent_id: UUID | None = None
    inherits: bool = True


@service
class MakeFolder:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, new: NewFolder) -> Changed[Scope]:
        """Own a new folder where `by` may edit; raises OrganisationNotFound, ScopeNotFound,
        LevelNotHeld, CannotHold, NameInvalid, TooDeep, IdTaken.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            root = begin(work, by).id
            parent = require(work, by, new.parent_id or root, Level.EDIT, now=now)
            made = parent.folder(new.id, new.name, by.user_id, inherits=new.inherits, now=now)
            check_depth(work.scopes.way(by.organisation_id, parent.id), made.kind, 1)
            owned = Grant.ownership(made.id, by.organisation_id, by.user_id, now=now)
            if not (work.scopes.add(made) and work.grants.add(owned)):
                raise IdTaken
            facts = {"name": made.name, "parent": str(parent.id)}
            changed = done(work, by, made, "folder.make", made.id, at=now, facts=facts)
            work.commit()
        return changed

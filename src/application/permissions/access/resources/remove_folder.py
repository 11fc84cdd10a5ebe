"""Remove a folder, and leave what stood in it where the folder stood."""

from dataclasses import dataclass
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require, require_lasting
from application.permissions.access.ending import end
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import NotAFolder
from domain.permissions.access.scope import FOLDER, Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class OldFolder:
    """`seen` is the version that was seen, None for any."""

    id: UUID
    seen: int | None = None


@service
class RemoveFolder:
    store: AccessStore
    clock: Clock

    def __call__(self, by: Principal, old: OldFolder) -> Changed[Scope]:
        """Remove a folder that `by` manages by role or ownership, with its grants and links.

        Raises OrganisationNotFound, ScopeNotFound, LevelNotHeld, NotAFolder, OnlyShared,
        ScopeChanged.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            begin(work, by)
            held = require(work, by, old.id, Level.MANAGE, now=now)
            if held.kind != FOLDER:
                raise NotAFolder(held.kind)
            held = held.seen(old.seen)
            require_lasting(work, by, held.id, Level.MANAGE, now=now)
            end(work, by, work.grants.on(held), at=now)
            work.scopes.remove(held)
            facts = {"name": held.name}
            changed = done(work, by, held, "folder.remove", held.id, at=now, facts=facts)
            work.commit()
        return changed

"""Rename a folder, move or restrict a folder or thing, or all at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.clock import Clock
from application.permissions.access.changing import begin, done, require
from application.permissions.access.ports import AccessStore, AccessWork
from application.permissions.access.resources.move_resource import MoveResource, ResourceMove
from application.permissions.access.views import Changed
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import NotAFolder
from domain.permissions.access.scope import FOLDER, Scope
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """None leaves name, parent or inheritance as it is; `seen` is the version that was seen."""

    id: UUID
    name: str | None = None
    parent_id: UUID | None = None
    inherits: bool | None = None
    seen: int | None = None


@service
class ChangeResource:
    store: AccessStore
    move: MoveResource
    clock: Clock

    def __call__(self, by: Principal, change: ResourceChange) -> Changed[Scope]:
        """Do all of it or nothing: who may edit a folder names it, who manages it does the rest.

        Raises NameInvalid, NotAFolder and what MoveResource raises.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            version = begin(work, by).access_version
            held = require(work, by, change.id, Level.EDIT, now=now).seen(change.seen)
            changed = Changed(held, version)
            if change.name is not None:
                changed = self._renamed(work, by, held, change.name, now=now)
            if change.parent_id is not None or change.inherits is not None:
                move = ResourceMove(held.id, change.parent_id, change.inherits)
                changed = self.move.apply(work, by, move)
            work.commit()
        return changed

    def _renamed(
        self, work: AccessWork, by: Principal, held: Scope, name: str, *, now: datetime
    ) -> Changed[Scope]:
        if held.kind != FOLDER:
            raise NotAFolder(held.kind)
        renamed = held.named(name)
        work.scopes.save(renamed)
        facts = {"name": renamed.name}
        return done(work, by, renamed, "folder.rename", held.id, at=now, facts=facts)

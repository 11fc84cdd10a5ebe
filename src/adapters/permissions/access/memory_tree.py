"""What stands beneath what in organisations, kept in dictionaries."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_decisions import way_to
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_tables import GRANTS, SCOPES
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, Reason
from domain.permissions.access.scope import Scope


@service
class InMemoryScopeRepository:
    work: MemoryTransaction

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Scope | None:
        found: Scope | None = self.work.table(SCOPES).get(id)
        return found if found is not None and found.organisation_id == organisation_id else None

    def way(self, organisation_id: OrganisationId, id: UUID) -> Sequence[Scope]:
        return list(way_to(self.work.table(SCOPES), organisation_id, id))

    def add(self, scope: Scope) -> bool:
        return self.work.table(SCOPES).setdefault(scope.id, scope) is scope

    def save(self, scope: Scope) -> None:
        self.work.table(SCOPES)[scope.id] = scope

    def place(self, scope: Scope) -> None:
        deeper = scope.depth - self.work.table(SCOPES)[scope.id].depth
        for one in self._beneath(scope):
            self.save(replace(one, depth=one.depth + deeper))
        self.save(scope)

    def remove(self, scope: Scope) -> None:
        parent = self.by_id(scope.organisation_id, scope.parent_id) if scope.parent_id else None
        for child in self._children(scope):
            if parent is not None:
                self.place(child.placed(parent, inherits=child.inherits and scope.inherits))
        grants = InMemoryGrantRepository(self.work)
        grants.remove([one.id for one in grants.on(scope)])
        del self.work.table(SCOPES)[scope.id]

    def is_parent(self, scope: Scope) -> bool:
        return bool(self._children(scope))

    def height(self, scope: Scope) -> int:
        same = [one for one in self._children(scope) if one.kind == scope.kind]
        return 1 + max((self.height(one) for one in same), default=0)

    def disown(self, organisation_id: OrganisationId, owner_id: UserId) -> None:
        held: Collection[Grant] = list(self.work.table(GRANTS).values())
        for one in held:
            own = one.organisation_id == organisation_id and one.subject.id == owner_id
            if own and one.reason is Reason.OWNER:
                self.save(replace(self.work.table(SCOPES)[one.scope_id], owner_id=None))
                del self.work.table(GRANTS)[one.id]

    def _children(self, scope: Scope) -> list[Scope]:
        every: Collection[Scope] = self.work.table(SCOPES).values()
        return [one for one in every if one.parent_id == scope.id]

    def _beneath(self, scope: Scope) -> list[Scope]:
        children = self._children(scope)
        return [*children, *(one for child in children for one in self._beneath(child))]

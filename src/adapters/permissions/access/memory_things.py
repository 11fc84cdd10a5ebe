"""Where other contexts' things stand in an organisation, kept in dictionaries."""

from dataclasses import field
from uuid import UUID

from adapters.clock import SystemClock
from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_audit import InMemoryAuditTrail
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_organisations import InMemoryOrganisationRepository
from adapters.permissions.access.memory_tables import ORGANISATIONS
from adapters.permissions.access.memory_tree import InMemoryScopeRepository
from application.clock import Clock
from application.service import service
from domain.access import Owned
from domain.permissions.access.audit import Deed
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.grant import Grant
from domain.principal import Principal


@service
class InMemoryOwnedThings:
    work: MemoryTransaction
    clock: Clock = field(default_factory=SystemClock)

    def add(self, thing: Owned) -> None:
        tree, now = InMemoryScopeRepository(self.work), self.clock.now()
        parent = tree.by_id(thing.organisation_id, thing.parent or thing.organisation_id)
        if parent is None or not parent.is_container:
            raise ScopeNotFound
        if tree.add(parent.thing(thing, now=now)) and thing.owner_id is not None:
            owned = Grant.ownership(thing.id, thing.organisation_id, thing.owner_id, now=now)
            InMemoryGrantRepository(self.work).add(owned)

    def remove(self, by: Principal, id: UUID) -> None:
        if by.organisation_id in self.work.table(ORGANISATIONS):
            InMemoryOrganisationRepository(self.work).next_version(by.organisation_id)
        tree = InMemoryScopeRepository(self.work)
        scope = tree.by_id(by.organisation_id, id)
        if scope is not None and not scope.is_root:
            tree.remove(scope)
            InMemoryAuditTrail(self.work).append(Deed.removal(by, scope, self.clock.now()))

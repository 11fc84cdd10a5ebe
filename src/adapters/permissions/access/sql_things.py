"""What other contexts' things are to permissions, on the connection that keeps the thing."""

from dataclasses import field
from uuid import UUID

from sqlalchemy import Connection, update

from adapters.clock import SystemClock
from adapters.permissions.access.sql_audit import SqlAuditTrail
from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.sql_tree import SqlScopeRepository
from adapters.permissions.access.tables import organisations
from application.clock import Clock
from application.service import service
from domain.access import Owned
from domain.permissions.access.audit import Deed
from domain.permissions.access.errors import ScopeNotFound
from domain.permissions.access.grant import Grant
from domain.principal import Principal


@service
class SqlOwnedThings:
    connection: Connection
    clock: Clock = field(default_factory=SystemClock)

    def add(self, thing: Owned) -> None:
        tree, now = SqlScopeRepository(self.connection), self.clock.now()
        place = thing.parent or thing.organisation_id
        parent = tree.held_for_adding(thing.organisation_id, place)
        if parent is None or not parent.is_container:
            raise ScopeNotFound
        if tree.add(parent.thing(thing, now=now)) and thing.owner_id is not None:
            owned = Grant.ownership(thing.id, thing.organisation_id, thing.owner_id, now=now)
            SqlGrantRepository(self.connection).add(owned)

    def remove(self, by: Principal, id: UUID) -> None:
        """Takes the organisation's turn first, as every change does."""
        counted = update(organisations).where(organisations.c.id == by.organisation_id)
        version = organisations.c.access_version + 1
        self.connection.execute(counted.values(access_version=version))
        tree = SqlScopeRepository(self.connection)
        scope = tree.by_id(by.organisation_id, id)
        if scope is not None and not scope.is_root:
            tree.remove(scope)
            SqlAuditTrail(self.connection).append(Deed.removal(by, scope, self.clock.now()))

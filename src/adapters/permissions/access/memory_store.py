"""Organisations and who may do what, kept in dictionaries."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.messaging.memory import publish
from adapters.permissions.access.memory_audit import InMemoryAuditTrail
from adapters.permissions.access.memory_decisions import InMemoryDecisions
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_keys import InMemoryApiKeyRepository
from adapters.permissions.access.memory_links import InMemoryGuestLinkRepository
from adapters.permissions.access.memory_organisations import (
    InMemoryMembershipRepository,
    InMemoryOrganisationRepository,
)
from adapters.permissions.access.memory_things import InMemoryOwnedThings
from adapters.permissions.access.memory_tree import InMemoryScopeRepository
from adapters.permissions.oauth.memory_clients import InMemoryOAuthClientRepository
from application.service import service
from domain.event import DomainEvent


@service
class InMemoryAccessWork:
    work: MemoryTransaction

    @property
    def organisations(self) -> InMemoryOrganisationRepository:
        return InMemoryOrganisationRepository(self.work)

    @property
    def memberships(self) -> InMemoryMembershipRepository:
        return InMemoryMembershipRepository(self.work)

    @property
    def scopes(self) -> InMemoryScopeRepository:
        return InMemoryScopeRepository(self.work)

    @property
    def grants(self) -> InMemoryGrantRepository:
        return InMemoryGrantRepository(self.work)

    @property
    def things(self) -> InMemoryOwnedThings:
        return InMemoryOwnedThings(self.work)

    @property
    def links(self) -> InMemoryGuestLinkRepository:
        return InMemoryGuestLinkRepository(self.work)

    @property
    def keys(self) -> InMemoryApiKeyRepository:
        return InMemoryApiKeyRepository(self.work)

    @property
    def clients(self) -> InMemoryOAuthClientRepository:
        return InMemoryOAuthClientRepository(self.work)

    @property
    def audit(self) -> InMemoryAuditTrail:
        return InMemoryAuditTrail(self.work)

    @property
    def reader(self) -> InMemoryDecisions:
        return InMemoryDecisions(self.work.table)

    def tell(self, event: DomainEvent) -> None:
        publish(self.work, [event])

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryAccessStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryAccessWork]:
        with self.database.writing() as work:
            yield InMemoryAccessWork(work)

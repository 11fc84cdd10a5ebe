"""Organisations and who may do what, kept in dictionaries."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from uuid import UUID

from adapters.clock import SystemClock
from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.messaging.memory import publish
from adapters.permissions.access.memory_decisions import InMemoryDecisions, way_to
from adapters.permissions.access.memory_grants import InMemoryGrantRepository
from adapters.permissions.access.memory_keys import InMemoryApiKeyRepository
from adapters.permissions.access.memory_links import InMemoryGuestLinkRepository
from adapters.permissions.access.memory_tables import (
    AUDIT,
    GRANTS,
    MEMBERSHIPS,
    ORGANISATIONS,
    SCOPES,
)
from adapters.permissions.oauth.memory_clients import InMemoryOAuthClientRepository
from application.clock import Clock
from application.service import service
from domain.access import Owned
from domain.event import DomainEvent
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry, Deed
from domain.permissions.access.errors import OrganisationNotFound, ScopeNotFound
from domain.permissions.access.grant import Grant, Reason
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@service
class InMemoryOrganisationRepository:
    work: MemoryTransaction

    def add(self, organisation: Organisation) -> bool:
        held = self.work.table(ORGANISATIONS)
        return held.setdefault(organisation.id, organisation) is organisation

    def taken(self, id: OrganisationId) -> Organisation:
        found: Organisation | None = self.work.table(ORGANISATIONS).get(id)
        if found is None:
            raise OrganisationNotFound
        return found

    def save(self, organisation: Organisation) -> None:
        version = self.taken(organisation.id).access_version
        kept = replace(organisation, access_version=version)
        self.work.table(ORGANISATIONS)[organisation.id] = kept

    def next_version(self, id: OrganisationId) -> int:
        held = self.taken(id)
        counted = replace(held, access_version=held.access_version + 1)
        self.work.table(ORGANISATIONS)[id] = counted
        return counted.access_version


@service
class InMemoryMembershipRepository:
    work: MemoryTransaction

    def of(self, organisation_id: OrganisationId, person_id: UserId) -> Membership | None:
        return self.work.table(MEMBERSHIPS).get((organisation_id, person_id))

    def save(self, membership: Membership) -> None:
        key = (membership.organisation_id, membership.person_id)
        self.work.table(MEMBERSHIPS)[key] = membership

    def remove(self, membership: Membership) -> None:
        del self.work.table(MEMBERSHIPS)[membership.organisation_id, membership.person_id]


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


@service
class InMemoryAuditTrail:
    work: MemoryTransaction

    def append(self, deed: Deed) -> AuditEntry:
        chain: tuple[AuditEntry, ...] = self.work.table(AUDIT).get(deed.chain, ())
        entry = AuditEntry.after(chain[-1] if chain else None, deed)
        self.work.table(AUDIT)[deed.chain] = (*chain, entry)
        return entry


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

"""Organisations and who may do what, kept in a relational database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select, update

from adapters.database.inserts import insert_once, save
from adapters.database.sql import SqlDatabase
from adapters.messaging.sql import publish
from adapters.permissions.access.rows import (
    membership_row,
    organisation_row,
    to_membership,
    to_organisation,
)
from adapters.permissions.access.sql_audit import SqlAuditTrail
from adapters.permissions.access.sql_decisions import SqlDecisions
from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.sql_keys import SqlApiKeyRepository
from adapters.permissions.access.sql_links import SqlGuestLinkRepository
from adapters.permissions.access.sql_things import SqlOwnedThings
from adapters.permissions.access.sql_tree import SqlScopeRepository
from adapters.permissions.access.tables import memberships, organisations
from adapters.permissions.oauth.sql_clients import SqlOAuthClientRepository
from application.service import service
from domain.event import DomainEvent
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import OrganisationNotFound
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation


@service
class SqlOrganisationRepository:
    connection: Connection

    def add(self, organisation: Organisation) -> bool:
        return insert_once(self.connection, organisations, organisation_row(organisation))

    def taken(self, id: OrganisationId) -> Organisation:
        own = select(organisations).where(organisations.c.id == id).with_for_update()
        row = self.connection.execute(own).one_or_none()
        if row is None:
            raise OrganisationNotFound
        return to_organisation(row)

    def save(self, organisation: Organisation) -> None:
        own = update(organisations).where(organisations.c.id == organisation.id)
        self.connection.execute(own.values(name=organisation.name, version=organisation.version))

    def next_version(self, id: OrganisationId) -> int:
        own = update(organisations).where(organisations.c.id == id)
        counted = own.values(access_version=organisations.c.access_version + 1)
        now = self.connection.execute(counted.returning(organisations.c.access_version))
        return int(now.scalar_one())


@service
class SqlMembershipRepository:
    connection: Connection

    def of(self, organisation_id: OrganisationId, person_id: UserId) -> Membership | None:
        own = select(memberships).where(
            memberships.c.organisation_id == organisation_id,
            memberships.c.person_id == person_id,
        )
        row = self.connection.execute(own).one_or_none()
        return None if row is None else to_membership(row)

    def save(self, membership: Membership) -> None:
        save(self.connection, memberships, membership_row(membership))

    def remove(self, membership: Membership) -> None:
        self.connection.execute(
            delete(memberships).where(
                memberships.c.organisation_id == membership.organisation_id,
                memberships.c.person_id == membership.person_id,
            )
        )


@service
class SqlAccessWork:
    connection: Connection

    @property
    def organisations(self) -> SqlOrganisationRepository:
        return SqlOrganisationRepository(self.connection)

    @property
    def memberships(self) -> SqlMembershipRepository:
        return SqlMembershipRepository(self.connection)

    @property
    def scopes(self) -> SqlScopeRepository:
        return SqlScopeRepository(self.connection)

    @property
    def grants(self) -> SqlGrantRepository:
        return SqlGrantRepository(self.connection)

    @property
    def things(self) -> SqlOwnedThings:
        return SqlOwnedThings(self.connection)

    @property
    def links(self) -> SqlGuestLinkRepository:
        return SqlGuestLinkRepository(self.connection)

    @property
    def keys(self) -> SqlApiKeyRepository:
        return SqlApiKeyRepository(self.connection)

    @property
    def clients(self) -> SqlOAuthClientRepository:
        return SqlOAuthClientRepository(self.connection)

    @property
    def audit(self) -> SqlAuditTrail:
        return SqlAuditTrail(self.connection)

    @property
    def reader(self) -> SqlDecisions:
        return SqlDecisions(self.connection)

    def tell(self, event: DomainEvent) -> None:
        publish(self.connection, [event])

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlAccessStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlAccessWork]:
        with self.database.writing() as connection:
            yield SqlAccessWork(connection)

"""Organisations, grants, links, keys and invitations, and the removal of what is over."""

from adapters.permissions.access.memory_decisions import InMemoryDecisions
from adapters.permissions.access.memory_invitations import (
    InMemoryInvitationReader,
    InMemoryInvitationStore,
)
from adapters.permissions.access.memory_keys import InMemoryApiKeysReader
from adapters.permissions.access.memory_links import InMemoryGuestLinksReader
from adapters.permissions.access.memory_reader import InMemoryOrganisationsReader
from adapters.permissions.access.memory_store import InMemoryAccessStore
from adapters.permissions.access.scopes_by_id import InMemoryScopesById, SqlScopesById
from adapters.permissions.access.sql_invitations import SqlInvitationReader, SqlInvitationStore
from adapters.permissions.access.sql_keys import SqlApiKeysReader
from adapters.permissions.access.sql_links import SqlGuestLinksReader
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.expiry.memory import InMemoryExpiredThings
from adapters.permissions.expiry.sql import SqlExpiredThings
from application.permissions.access.invitations.ports import InvitationReader, InvitationStore
from application.permissions.access.links.ports import GuestLinksReader
from application.permissions.access.machines.ports import ApiKeysReader
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.list_resources import ScopesById
from application.permissions.expiry.ports import ExpiredThings
from entrypoints.composition.keeping.port import Port

ACCESS = (
    Port(AccessStore).kept(in_sql=SqlAccessStore, in_memory=InMemoryAccessStore),
    Port(AccessReader).kept(
        in_sql=SqlAccessReader, in_memory=lambda database: InMemoryDecisions(database.rows)
    ),
    Port(OrganisationsReader).kept(
        in_sql=SqlOrganisationsReader, in_memory=InMemoryOrganisationsReader
    ),
    Port(GuestLinksReader).kept(in_sql=SqlGuestLinksReader, in_memory=InMemoryGuestLinksReader),
    Port(ApiKeysReader).kept(in_sql=SqlApiKeysReader, in_memory=InMemoryApiKeysReader),
    Port(ScopesById).kept(in_sql=SqlScopesById, in_memory=InMemoryScopesById),
    Port(InvitationStore).kept(in_sql=SqlInvitationStore, in_memory=InMemoryInvitationStore),
    Port(InvitationReader).kept(in_sql=SqlInvitationReader, in_memory=InMemoryInvitationReader),
    Port(ExpiredThings).kept(in_sql=SqlExpiredThings, in_memory=InMemoryExpiredThings),
)

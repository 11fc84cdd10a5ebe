"""What guests owned before belongs to the organisation after the migration, and nothing else."""

from uuid import UUID

from sqlalchemy import Connection, insert, select

from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.link_tables import guest_links
from adapters.permissions.access.rows import entry_row, scope_row
from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.tables import audit_entries, grants, scopes
from domain.access import Owned
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry, Deed
from domain.permissions.access.grant import Grant
from domain.permissions.access.scope import Scope
from support.people import NOON

HOME, ADA = OrganisationId(UUID(int=1)), UserId(UUID(int=2))
PRESENT, REVOKED, ROTATED = (UserId(UUID(int=one)) for one in (3, 4, 5))
OWNERS = (ADA, PRESENT, REVOKED, ROTATED)


def test_what_links_owned_is_owned_by_nobody(database: SqlDatabase) -> None:
    downgrade(database, "0043")
    with database.writing() as connection:
        for number, owner in enumerate(OWNERS):
            put(connection, UUID(int=10 + number), owner)
        link = {
            "id": PRESENT, "organisation_id": HOME, "scope_id": UUID(int=9), "digest": "d",
            "created_by": ADA, "created_at": NOON, "used": 0,
        }  # fmt: skip
        connection.execute(insert(guest_links), link)
        tell(connection, "link.issue", link=str(REVOKED))
        tell(connection, "link.rotate", link=str(REVOKED), new=str(ROTATED))
        tell(connection, "share.give", grant=str(ADA))
        connection.commit()

    upgrade(database)

    with database.reading() as connection:
        own = grants.c.organisation_id == HOME
        held = connection.execute(select(grants.c.id, grants.c.subject_id).where(own)).all()
        things = select(scopes.c.owner_id).where(scopes.c.organisation_id == HOME)
        owned = connection.scalars(things.order_by(scopes.c.id))
        assert [tuple(one) for one in held] == [(UUID(int=10), ADA)]
        assert list(owned) == [ADA, None, None, None]


def put(connection: Connection, id: UUID, owner: UserId) -> None:
    thing = Owned(id=id, kind="document", organisation_id=HOME, owner_id=owner)
    scope = Scope.root(HOME, now=NOON).thing(thing, now=NOON)
    connection.execute(insert(scopes), scope_row(scope))
    SqlGrantRepository(connection).add(Grant.ownership(id, HOME, owner, now=NOON))


def tell(connection: Connection, action: str, **facts: str) -> None:
    told = connection.execute(select(audit_entries.c.number)).all()
    entry = AuditEntry.after(None, Deed(HOME, NOON, ADA, action, UUID(int=9), facts))
    row = {**entry_row(entry), "number": len(told) + 1}
    connection.execute(insert(audit_entries), row)

"""Invitations in a relational database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select

from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.jobs.sql import SqlJobs
from adapters.permissions.access.invitation_tables import invitations
from adapters.permissions.access.sql_store import SqlAccessWork
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.invitation import Invitation, InvitationId
from domain.permissions.access.role import Role


@service
class SqlInvitationRepository:
    connection: Connection

    def by_id(self, id: InvitationId) -> Invitation | None:
        own = select(invitations).where(invitations.c.id == id)
        row = self.connection.execute(own).one_or_none()
        return None if row is None else _to_invitation(row)

    def add(self, invitation: Invitation) -> None:
        self.connection.execute(insert(invitations).values(_row(invitation)))

    def remove(self, id: InvitationId) -> bool:
        return self.connection.execute(_removing(id)).first() is not None

    def count(self, organisation_id: OrganisationId, email: str) -> int:
        same = select(func.count()).where(
            invitations.c.organisation_id == organisation_id, invitations.c.email == email
        )
        return int(self.connection.execute(same).scalar_one())

    def forget(self, organisation_id: OrganisationId, *, over_by: datetime) -> None:
        own = delete(invitations).where(invitations.c.organisation_id == organisation_id)
        self.connection.execute(own.where(invitations.c.expires_at <= over_by))


@service
class SqlInvitationWork:
    connection: Connection

    @property
    def invitations(self) -> SqlInvitationRepository:
        return SqlInvitationRepository(self.connection)

    @property
    def access(self) -> SqlAccessWork:
        return SqlAccessWork(self.connection)

    @property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    def commit(self) -> None:
        self.connection.commit()


@service
class SqlInvitationStore:
    database: SqlDatabase

    @contextmanager
    def transaction(self) -> Iterator[SqlInvitationWork]:
        with self.database.writing() as connection:
            yield SqlInvitationWork(connection)


@service
class SqlInvitationReader:
    database: SqlDatabase

    def invitation(self, id: InvitationId) -> Invitation | None:
        with self.database.reading() as connection:
            return SqlInvitationRepository(connection).by_id(id)

    def invitations(
        self,
        organisation_id: OrganisationId,
        department_id: UUID | None,
        window: Window,
        *,
        now: datetime,
    ) -> Page[Invitation]:
        own = select(invitations).where(
            invitations.c.organisation_id == organisation_id,
            invitations.c.department_id == department_id,
            invitations.c.expires_at > now,
        )
        if window.after is not None:
            own = own.where(invitations.c.id < window.after)
        newest = own.order_by(invitations.c.id.desc()).limit(window.limit + 1)
        with self.database.reading() as connection:
            found = [_to_invitation(row) for row in connection.execute(newest)]
        return page_of(found, window, lambda one: one.id)


def _removing(id: InvitationId) -> Any:
    return delete(invitations).where(invitations.c.id == id).returning(invitations.c.id)


def _row(one: Invitation) -> dict[str, Any]:
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "email": one.email,
        "role": one.role.value,
        "department_id": one.department_id,
        "invited_by": one.invited_by,
        "created_at": one.created_at,
        "expires_at": one.expires_at,
    }


def _to_invitation(row: Any) -> Invitation:
    return Invitation(
        id=InvitationId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        email=row.email,
        role=Role(row.role),
        department_id=row.department_id,
        invited_by=UserId(row.invited_by),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )

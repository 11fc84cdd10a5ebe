"""Grants in a relational database, as a transaction sees them."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, exists, select, update

from adapters.database.inserts import insert_once
from adapters.permissions.access.rows import grant_row, to_grant
from adapters.permissions.access.tables import grants, memberships, scope_paths
from adapters.permissions.people.tables import accounts
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import Grant, GrantId, Reason
from domain.permissions.access.membership import MembershipState
from domain.permissions.access.scope import Scope

AT_ONCE = 500
KEPT = ("level", "expires_at", "given_by", "through")


@service
class SqlGrantRepository:
    connection: Connection

    def by_id(self, organisation_id: OrganisationId, id: GrantId) -> Grant | None:
        return self._one(grants.c.id == id, grants.c.organisation_id == organisation_id)

    def held(self, scope_id: UUID, subject_id: UUID, reason: Reason) -> Grant | None:
        return self._one(
            grants.c.scope_id == scope_id,
            grants.c.subject_id == subject_id,
            grants.c.reason == reason.value,
        )

    def to(self, organisation_id: OrganisationId, subject_id: UUID) -> Sequence[Grant]:
        given = [one.value for one in Reason if one is not Reason.OWNER]
        return self._all(
            grants.c.subject_id == subject_id,
            grants.c.reason.in_(given),
            grants.c.organisation_id == organisation_id,
        )

    def on(self, scope: Scope) -> Sequence[Grant]:
        return self._all(grants.c.scope_id == scope.id)

    def through(self, ids: Collection[GrantId]) -> Sequence[Grant]:
        asked, found = list(ids), []
        for first in range(0, len(asked), AT_ONCE):
            found += self._all(grants.c.through.in_(asked[first : first + AT_ONCE]))
        return found

    def passed_on(self, scope: Scope) -> Sequence[Grant]:
        beneath = select(scope_paths.c.descendant).where(scope_paths.c.ancestor == scope.id)
        return self._all(grants.c.scope_id.in_(beneath), grants.c.through.is_not(None))

    def add(self, grant: Grant) -> bool:
        return insert_once(self.connection, grants, grant_row(grant))

    def save(self, grant: Grant) -> None:
        row = grant_row(grant)
        changed = update(grants).where(grants.c.id == grant.id)
        self.connection.execute(changed.values({name: row[name] for name in KEPT}))

    def remove(self, ids: Collection[GrantId]) -> int:
        gone, count = list(ids), 0
        while gone:
            passed = [one.id for one in self.through(gone)]
            for first in range(0, len(gone), AT_ONCE):
                some = gone[first : first + AT_ONCE]
                removed = self.connection.execute(delete(grants).where(grants.c.id.in_(some)))
                count += removed.rowcount
            gone = passed
        return count

    def admins(self, organisation_id: OrganisationId) -> AbstractSet[UserId]:
        active = (
            memberships.c.organisation_id == organisation_id,
            memberships.c.person_id == grants.c.subject_id,
            memberships.c.state == MembershipState.ACTIVE.value,
        )
        shut_out = (accounts.c.id == grants.c.subject_id, accounts.c.suspended_at.is_not(None))
        found = (
            select(grants.c.subject_id)
            .join(memberships, memberships.c.person_id == grants.c.subject_id)
            .where(
                grants.c.scope_id == organisation_id,
                grants.c.reason == Reason.ROLE.value,
                grants.c.level == int(Level.ADMINISTER),
                *active,
                ~exists().where(*shut_out),
            )
        )
        return {UserId(one) for one in self.connection.scalars(found)}

    def _one(self, *where: Any) -> Grant | None:
        row = self.connection.execute(select(grants).where(*where)).one_or_none()
        return None if row is None else to_grant(row)

    def _all(self, *where: Any) -> list[Grant]:
        found = select(grants).where(*where).order_by(grants.c.id)
        return [to_grant(row) for row in self.connection.execute(found)]

"""Lists of organisations, members, departments, grants and audit entries."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, and_, select

from adapters.database.driver_sql import as_id, as_moment, ask
from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.permissions.access.rows import (
    to_entry,
    to_grant,
    to_membership,
    to_organisation,
    to_scope,
)
from adapters.permissions.access.tables import (
    audit_entries,
    grants,
    memberships,
    organisations,
    scopes,
)
from application.paging import Page, Window
from application.permissions.access.views import HeldRole, Member, OwnOrganisation
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry
from domain.permissions.access.grant import Grant, Reason
from domain.permissions.access.membership import Membership, MembershipState
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEPARTMENT, Scope

MEMBERSHIP = """
SELECT state, joined_at FROM memberships
WHERE organisation_id = :organisation AND person_id = :who"""
ACTIVE_IN = """
SELECT organisation_id FROM memberships WHERE person_id = :who AND state = 'active'
ORDER BY organisation_id LIMIT :most"""
"""Both are asked with each request, so they go to the driver as they are."""


@service
class SqlOrganisationsReader:
    database: SqlDatabase

    def find(self, id: OrganisationId) -> Organisation | None:
        found = self._rows(select(organisations).where(organisations.c.id == id))
        return to_organisation(found[0]) if found else None

    def of_person(self, person_id: UserId, window: Window) -> Page[OwnOrganisation]:
        at_root = and_(
            grants.c.scope_id == organisations.c.id,
            grants.c.subject_id == person_id,
            grants.c.reason == Reason.ROLE.value,
        )
        own = (
            select(*organisations.c, memberships.c.state, grants.c.level)
            .join(memberships, memberships.c.organisation_id == organisations.c.id)
            .outerjoin(grants, at_root)
            .where(memberships.c.person_id == person_id)
        )
        if window.after is not None:
            own = own.where(organisations.c.id < window.after)
        found = self._rows(own.order_by(organisations.c.id.desc()).limit(window.limit + 1))
        items = [
            OwnOrganisation(
                to_organisation(row),
                MembershipState(row.state),
                None if row.level is None else Role.of(Level(row.level)),
            )
            for row in found
        ]
        return page_of(items, window, lambda one: one.organisation.id)

    def membership(self, organisation_id: OrganisationId, person_id: UserId) -> Membership | None:
        given = {"organisation": organisation_id, "who": person_id}
        for state, joined_at in ask(self.database, MEMBERSHIP, given):
            return Membership(
                organisation_id=organisation_id,
                person_id=person_id,
                state=MembershipState(state),
                joined_at=as_moment(joined_at),
            )
        return None

    def active_in(self, person_id: UserId, most: int) -> Sequence[OrganisationId]:
        found = ask(self.database, ACTIVE_IN, {"who": person_id, "most": most})
        return [OrganisationId(as_id(one)) for (one,) in found]

    def members(self, organisation_id: OrganisationId, window: Window) -> Page[Member]:
        listed = select(memberships).where(memberships.c.organisation_id == organisation_id)
        if window.after is not None:
            listed = listed.where(memberships.c.person_id > window.after)
        rows = self._rows(listed.order_by(memberships.c.person_id).limit(window.limit + 1))
        page = page_of([to_membership(row) for row in rows], window, lambda one: one.person_id)
        roles = self._roles(organisation_id, [one.person_id for one in page.items])
        items = tuple(Member(one, tuple(roles.get(one.person_id, ()))) for one in page.items)
        return Page(items, page.next)

    def departments(self, organisation_id: OrganisationId, window: Window) -> Page[Scope]:
        own = scopes.c.organisation_id == organisation_id
        listed = select(scopes).where(own, scopes.c.kind == DEPARTMENT)
        if window.after is not None:
            listed = listed.where(scopes.c.id > window.after)
        rows = self._rows(listed.order_by(scopes.c.id).limit(window.limit + 1))
        return page_of([to_scope(row) for row in rows], window, lambda one: one.id)

    def scope(self, organisation_id: OrganisationId, id: UUID) -> Scope | None:
        own = scopes.c.organisation_id == organisation_id
        found = self._rows(select(scopes).where(own, scopes.c.id == id))
        return to_scope(found[0]) if found else None

    def grants(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[Grant]:
        own = grants.c.organisation_id == organisation_id
        listed = select(grants).where(own, grants.c.scope_id == scope_id)
        if window.after is not None:
            listed = listed.where(grants.c.id < window.after)
        rows = self._rows(listed.order_by(grants.c.id.desc()).limit(window.limit + 1))
        return page_of([to_grant(row) for row in rows], window, lambda one: one.id)

    def grant(self, organisation_id: OrganisationId, id: UUID) -> Grant | None:
        own = grants.c.organisation_id == organisation_id
        found = self._rows(select(grants).where(own, grants.c.id == id))
        return to_grant(found[0]) if found else None

    def audit(self, chain: UUID, *, after: int, limit: int) -> Sequence[AuditEntry]:
        own = (audit_entries.c.chain == chain, audit_entries.c.number > after)
        listed = select(audit_entries).where(*own).order_by(audit_entries.c.number).limit(limit)
        return [to_entry(row) for row in self._rows(listed)]

    def _roles(
        self, organisation_id: OrganisationId, people: Sequence[UserId]
    ) -> dict[UserId, list[HeldRole]]:
        held = (
            select(grants.c.subject_id, grants.c.level, scopes.c.id, scopes.c.kind, scopes.c.name)
            .join(scopes, scopes.c.id == grants.c.scope_id)
            .where(
                grants.c.subject_id.in_(people),
                grants.c.reason == Reason.ROLE.value,
                grants.c.organisation_id == organisation_id,
            )
            .order_by(scopes.c.depth, scopes.c.id)
        )
        roles: dict[UserId, list[HeldRole]] = {}
        for row in self._rows(held):
            role = HeldRole(row.id, row.kind, row.name, Role.of(Level(row.level)))
            roles.setdefault(UserId(row.subject_id), []).append(role)
        return roles

    def _rows(self, asked: Select[tuple[object, ...]]) -> Sequence[Row[tuple[object, ...]]]:
        with self.database.reading() as connection:
            return connection.execute(asked).all()

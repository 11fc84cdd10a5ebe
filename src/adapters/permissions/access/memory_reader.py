"""Decisions and lists from the last commit."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first, page_of
from adapters.permissions.access.memory_tables import (
    AUDIT,
    GRANTS,
    MEMBERSHIPS,
    ORGANISATIONS,
    SCOPES,
)
from application.paging import Page, Window
from application.permissions.access.views import HeldRole, Member, OwnOrganisation
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.audit import AuditEntry
from domain.permissions.access.grant import Grant, Reason
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation
from domain.permissions.access.scope import DEPARTMENT, Scope


@service
class InMemoryOrganisationsReader:
    database: MemoryDatabase

    def find(self, id: OrganisationId) -> Organisation | None:
        return self.database.rows(ORGANISATIONS).get(id)

    def of_person(self, person_id: UserId, window: Window) -> Page[OwnOrganisation]:
        own = [one for one in self._memberships() if one.person_id == person_id]
        found = [self._belonging(one) for one in own]
        return newest_first(found, window, lambda one: one.organisation.id)

    def membership(self, organisation_id: OrganisationId, person_id: UserId) -> Membership | None:
        return self.database.rows(MEMBERSHIPS).get((organisation_id, person_id))

    def active_in(self, person_id: UserId, most: int) -> Sequence[OrganisationId]:
        own = [one for one in self._memberships() if one.person_id == person_id]
        return sorted(one.organisation_id for one in own if one.is_active)[:most]

    def members(self, organisation_id: OrganisationId, window: Window) -> Page[Member]:
        after = window.after or UUID(int=0)
        found = [
            one
            for one in self._memberships()
            if one.organisation_id == organisation_id and one.person_id > after
        ]
        found.sort(key=lambda one: one.person_id)
        page = page_of(found, window, lambda one: one.person_id)
        shown = (Member(one, tuple(map(self._told, self._roles(one)))) for one in page.items)
        return Page(tuple(shown), page.next)

    def departments(self, organisation_id: OrganisationId, window: Window) -> Page[Scope]:
        after = window.after or UUID(int=0)
        every: Iterable[Scope] = self.database.rows(SCOPES).values()
        own = [
            one
            for one in every
            if one.organisation_id == organisation_id and one.kind == DEPARTMENT
            if one.id > after
        ]
        return page_of(sorted(own, key=lambda one: one.id), window, lambda one: one.id)

    def scope(self, organisation_id: OrganisationId, id: UUID) -> Scope | None:
        found: Scope | None = self.database.rows(SCOPES).get(id)
        return found if found is not None and found.organisation_id == organisation_id else None

    def grants(
        self, organisation_id: OrganisationId, scope_id: UUID, window: Window
    ) -> Page[Grant]:
        own = [
            one
            for one in self._grants()
            if one.organisation_id == organisation_id and one.scope_id == scope_id
        ]
        return newest_first(own, window, lambda one: one.id)

    def grant(self, organisation_id: OrganisationId, id: UUID) -> Grant | None:
        found: Grant | None = self.database.rows(GRANTS).get(id)
        return found if found is not None and found.organisation_id == organisation_id else None

    def audit(self, chain: UUID, *, after: int, limit: int) -> Sequence[AuditEntry]:
        entries: Sequence[AuditEntry] = self.database.rows(AUDIT).get(chain, ())
        return [one for one in entries if one.number > after][:limit]

    def _belonging(self, membership: Membership) -> OwnOrganisation:
        own = membership.organisation_id
        at_root = (one.as_held for one in self._roles(membership) if one.scope_id == own)
        organisation = self.database.rows(ORGANISATIONS)[own]
        return OwnOrganisation(organisation, membership.state, next(at_root, None))

    def _roles(self, membership: Membership) -> list[Grant]:
        own = [
            one
            for one in self._grants()
            if one.reason is Reason.ROLE
            and one.subject.id == membership.person_id
            and one.organisation_id == membership.organisation_id
        ]
        scopes = self.database.rows(SCOPES)
        return sorted(own, key=lambda one: (scopes[one.scope_id].depth, one.scope_id))

    def _told(self, role: Grant) -> HeldRole:
        scope: Scope = self.database.rows(SCOPES)[role.scope_id]
        return HeldRole(scope.id, scope.kind, scope.name, role.as_held)

    def _memberships(self) -> Collection[Membership]:
        return self.database.rows(MEMBERSHIPS).values()

    def _grants(self) -> Collection[Grant]:
        return self.database.rows(GRANTS).values()

"""Organisations and their members, kept in dictionaries."""

from dataclasses import replace

from adapters.database.memory import MemoryTransaction
from adapters.permissions.access.memory_tables import MEMBERSHIPS, ORGANISATIONS
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import OrganisationNotFound
from domain.permissions.access.membership import Membership
from domain.permissions.access.organisation import Organisation


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

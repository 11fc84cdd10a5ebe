"""Invitations kept in a dictionary."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from adapters.database.memory import MemoryDatabase, MemoryTransaction
from adapters.database.paging import newest_first
from adapters.jobs.memory import InMemoryJobs
from adapters.permissions.access.memory_store import InMemoryAccessWork
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.access.invitation import Invitation, InvitationId

INVITATIONS = "invitations"


@service
class InMemoryInvitationRepository:
    work: MemoryTransaction

    def by_id(self, id: InvitationId) -> Invitation | None:
        return self.work.table(INVITATIONS).get(id)

    def add(self, invitation: Invitation) -> None:
        self.work.table(INVITATIONS)[invitation.id] = invitation

    def remove(self, id: InvitationId) -> bool:
        return self.work.table(INVITATIONS).pop(id, None) is not None

    def count(self, organisation_id: OrganisationId, email: str) -> int:
        return sum(one.email == email for one in self._of(organisation_id))

    def forget(self, organisation_id: OrganisationId, *, over_by: datetime) -> None:
        for one in self._of(organisation_id):
            if not one.is_alive(over_by):
                self.remove(one.id)

    def _of(self, organisation_id: OrganisationId) -> Collection[Invitation]:
        every = self.work.table(INVITATIONS).values()
        return [one for one in every if one.organisation_id == organisation_id]


@service
class InMemoryInvitationWork:
    work: MemoryTransaction

    @property
    def invitations(self) -> InMemoryInvitationRepository:
        return InMemoryInvitationRepository(self.work)

    @property
    def access(self) -> InMemoryAccessWork:
        return InMemoryAccessWork(self.work)

    @property
    def jobs(self) -> InMemoryJobs:
        return InMemoryJobs(self.work)

    def commit(self) -> None:
        self.work.commit()


@service
class InMemoryInvitationStore:
    database: MemoryDatabase

    @contextmanager
    def transaction(self) -> Iterator[InMemoryInvitationWork]:
        with self.database.writing() as work:
            yield InMemoryInvitationWork(work)


@service
class InMemoryInvitationReader:
    database: MemoryDatabase

    def invitation(self, id: InvitationId) -> Invitation | None:
        return self.database.rows(INVITATIONS).get(id)

    def invitations(
        self,
        organisation_id: OrganisationId,
        department_id: UUID | None,
        window: Window,
        *,
        now: datetime,
    ) -> Page[Invitation]:
        own = [
            one
            for one in self.database.rows(INVITATIONS).values()
            if (one.organisation_id, one.department_id) == (organisation_id, department_id)
            and one.is_alive(now)
        ]
        return newest_first(own, window, lambda one: one.id)

"""The invitations that are open."""

from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.decisions.deciding import held
from application.permissions.access.invitations.ports import InvitationReader
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.service import service
from domain.access import Level, LevelNotHeld
from domain.permissions.access.errors import DepartmentNotFound
from domain.permissions.access.invitation import Invitation
from domain.permissions.access.scope import DEPARTMENT
from domain.principal import Principal


@service
class ListInvitations:
    access: AccessReader
    organisations: OrganisationsReader
    reader: InvitationReader
    clock: Clock

    def __call__(
        self, by: Principal, department_id: UUID | None, window: Window
    ) -> Page[Invitation]:
        """Return those into the whole organisation, or into one department, newest first.

        Those who manage it may. Raises OrganisationNotFound, DepartmentNotFound, LevelNotHeld.
        """
        now = self.clock.now()
        require_member(self.organisations, by)
        self._check_department(by, department_id)
        level = held(self.access, by, department_id or by.organisation_id, now=now)
        if level is None or level < Level.MANAGE:
            raise LevelNotHeld(Level.MANAGE)
        return self.reader.invitations(by.organisation_id, department_id, window, now=now)

    def _check_department(self, by: Principal, id: UUID | None) -> None:
        if id is None:
            return
        found = self.organisations.scope(by.organisation_id, id)
        if found is None or found.kind != DEPARTMENT:
            raise DepartmentNotFound

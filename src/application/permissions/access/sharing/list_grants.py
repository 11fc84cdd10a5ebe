"""The grants that stand on a resource itself."""

from uuid import UUID

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.access.decisions.asking import manages
from application.permissions.access.ports import AccessReader, OrganisationsReader
from application.service import service
from domain.permissions.access.grant import Grant
from domain.principal import Principal


@service
class ListGrants:
    access: AccessReader
    reader: OrganisationsReader
    clock: Clock

    def __call__(self, by: Principal, id: UUID, window: Window) -> Page[Grant]:
        """Return ownership, roles, shares and links on it, newest first, those that are over too.

        Those who manage it may; raises ScopeNotFound, LevelNotHeld.
        """
        manages(self.access, by, id, now=self.clock.now())
        return self.reader.grants(by.organisation_id, id, window)

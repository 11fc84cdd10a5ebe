"""See who may come in by link."""

from uuid import UUID

from application.access.ports import Access
from application.access.require import require
from application.paging import Page, Window
from application.permissions.access.links.ports import GuestLinksReader, StandingLink
from application.service import service
from domain.access import Level
from domain.permissions.access.errors import ScopeNotFound
from domain.principal import Principal


@service
class ListLinks:
    reader: GuestLinksReader
    access: Access

    def __call__(self, by: Principal, scope_id: UUID, window: Window) -> Page[StandingLink]:
        """Return the links to a resource that `by` manages, newest first; never their secrets.

        Raises ScopeNotFound, LevelNotHeld.
        """
        require(self.access, by, Level.MANAGE, scope_id, ScopeNotFound)
        return self.reader.listed(by.organisation_id, scope_id, window)

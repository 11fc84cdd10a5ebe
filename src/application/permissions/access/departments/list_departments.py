"""The tree of an organisation's departments."""

from application.paging import Page, Window
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import OrganisationsReader
from application.service import service
from domain.permissions.access.scope import Scope
from domain.principal import Principal


@service
class ListDepartments:
    reader: OrganisationsReader

    def __call__(self, by: Principal, window: Window) -> Page[Scope]:
        """Return departments, each with its parent, in the order of their ids.

        Every active member may; raises OrganisationNotFound.
        """
        require_member(self.reader, by)
        return self.reader.departments(by.organisation_id, window)

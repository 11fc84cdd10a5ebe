"""Who belongs to an organisation, and as what."""

from application.paging import Page, Window
from application.permissions.access.organisations.belonging import require_member
from application.permissions.access.ports import OrganisationsReader
from application.permissions.access.views import Member
from application.service import service
from domain.principal import Principal


@service
class ListMembers:
    reader: OrganisationsReader

    def __call__(self, by: Principal, window: Window) -> Page[Member]:
        """Return members with their roles, in the order of their ids.

        Every active member may; raises OrganisationNotFound.
        """
        require_member(self.reader, by)
        return self.reader.members(by.organisation_id, window)

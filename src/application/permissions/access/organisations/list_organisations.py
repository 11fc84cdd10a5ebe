"""The organisations of a person."""

from application.paging import Page, Window
from application.permissions.access.ports import OrganisationsReader
from application.permissions.access.views import OwnOrganisation
from application.service import service
from domain.principal import Kind, Principal


@service
class ListOrganisations:
    reader: OrganisationsReader

    def __call__(self, by: Principal, window: Window) -> Page[OwnOrganisation]:
        """Return those that `by` belongs to, suspended or not, newest first; none for a guest."""
        if by.kind is Kind.GUEST:
            return Page((), None)
        return self.reader.of_person(by.user_id, window)

"""The organisations of a person."""

from dataclasses import dataclass

from application.paging import Page, Window
from application.permissions.access.ports import OrganisationsReader
from application.permissions.access.views import OwnOrganisation
from domain.principal import Kind, Principal


@dataclass(frozen=True, slots=True)
class ListOrganisations:
    reader: OrganisationsReader

    def __call__(self, by: Principal, window: Window) -> Page[OwnOrganisation]:
        """Return those that `by` belongs to, suspended or not, newest first; none for a guest."""
        if by.kind is Kind.GUEST:
            return Page((), None)
        return self.reader.of_person(by.user_id, window)

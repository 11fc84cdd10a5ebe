"""What one can see, each with what it is and what one may do with it."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from application.access.ports import Access
from application.paging import Page, Window
from application.permissions.access.decisions.list_visible import ListVisible, Wanted
from application.permissions.access.views import Resource
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.access.scope import Scope
from domain.principal import Principal


class ScopesById(Protocol):
    def scopes(
        self, organisation_id: OrganisationId, ids: Collection[UUID]
    ) -> Mapping[UUID, Scope]:
        """Return those of the organisation that there are."""


@service
class ListResources:
    visible: ListVisible
    access: Access
    scopes: ScopesById

    def __call__(
        self, by: Principal, wanted: Wanted, window: Window, *, at_least: int | None = None
    ) -> Page[Resource]:
        """Return all of it, greatest id first; raises StaleSnapshot.

        A page is shorter by what was taken away while it was looked up.
        """
        page = self.visible(by, wanted, window, at_least=at_least)
        levels = self.access.levels(by, page.items)
        scopes = self.scopes.scopes(by.organisation_id, page.items)
        both = [one for one in page.items if one in levels and one in scopes]
        return Page(tuple(Resource(scopes[one], levels[one]) for one in both), page.next)

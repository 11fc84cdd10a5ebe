"""Customers in dictionaries, held to the same contract."""

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import page_of
from adapters.insights.memory_facts import CUSTOMERS
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, place_of


@service
class InMemoryCustomersReader:
    database: MemoryDatabase

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Customer]:
        rows = self.database.rows(CUSTOMERS).items()
        ours: list[Customer] = [one for (org, _), one in rows if org == organisation_id]
        later = [one for one in ours if window.after is None or place_of(one) > window.after]
        return page_of(sorted(later, key=place_of)[: window.limit + 1], window, place_of)

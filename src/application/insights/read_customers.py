"""Look at customers, and at what is on record of one."""

from application.access.ports import Access
from application.access.require import require
from application.insights.ports import CustomersReader
from application.insights.words.ports import RecordReader
from application.paging import Page, Window
from application.service import service
from domain.access import Level
from domain.insights.facts import Customer
from domain.insights.record import CustomerNotFound, Record, within_reach
from domain.insights.words.period import Period
from domain.principal import Principal


@service
class ReadCustomers:
    access: Access
    customers: CustomersReader
    records: RecordReader

    def __call__(self, by: Principal, window: Window) -> Page[Customer]:
        """Return those whom a file names, by their numbers; raises LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, CustomerNotFound)
        return self.customers.listed(by.organisation_id, window)

    def one(self, by: Principal, customer_id: int) -> Record:
        """Return what is on record of them, now; raises CustomerNotFound, LevelNotHeld."""
        require(self.access, by, Level.VIEW, by.organisation_id, CustomerNotFound)
        within_reach(customer_id)
        found = self.records.record(by.organisation_id, customer_id, Period())
        if found is None:
            raise CustomerNotFound
        return found

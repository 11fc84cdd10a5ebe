"""Customers in a relational database, one page after the other."""

from sqlalchemy import select

from adapters.database.paging import page_of
from adapters.database.sql import SqlDatabase
from adapters.insights.sql_facts import to_customer
from adapters.insights.tables import insight_customers
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, place_of
from domain.insights.record import LARGEST_ID

people = insight_customers.c


@service
class SqlCustomersReader:
    database: SqlDatabase

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Customer]:
        ours = select(insight_customers).where(people.organisation_id == organisation_id)
        if window.after is not None:
            ours = ours.where(people.id > min(window.after.int, LARGEST_ID))
        with self.database.reading() as connection:
            rows = connection.execute(ours.order_by(people.id).limit(window.limit + 1)).all()
        return page_of([to_customer(row) for row in rows], window, place_of)

"""Customers, interactions and products as a relational database holds them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from adapters.database.chunks import chunks
from adapters.database.sql import SqlDatabase
from adapters.insights.tables import insight_customers, insight_interactions, insight_products
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, MonthProduct
from domain.insights.ids import CustomerId, ImportId
from domain.insights.rows import Content

people, months = insight_customers.c, insight_products.c
calls = insight_interactions.c


def to_customer(row: Row[Any]) -> Customer:
    its = (row.occupation, row.type, ImportId(row.import_id), row.opted_out)
    return Customer(CustomerId(row.id), *its)


@service
class SqlFacts:
    """Asks over one connection, also in the middle of a transaction."""

    connection: Connection

    def customers(
        self, organisation_id: OrganisationId, ids: Collection[CustomerId]
    ) -> Mapping[CustomerId, Customer]:
        found: dict[CustomerId, Customer] = {}
        for some in chunks(ids):
            its = (people.organisation_id == organisation_id, people.id.in_(some))
            for row in self.connection.execute(select(insight_customers).where(*its)):
                found[CustomerId(row.id)] = to_customer(row)
        return found

    def months(self, organisation_id: OrganisationId) -> Mapping[str, MonthProduct]:
        ours = select(insight_products).where(months.organisation_id == organisation_id)
        return {
            row.month: MonthProduct(row.month, row.product, ImportId(row.import_id))
            for row in self.connection.execute(ours)
        }

    def interactions(
        self, organisation_id: OrganisationId, contents: Collection[Content]
    ) -> Mapping[Content, ImportId]:
        found: dict[Content, ImportId] = {}
        for some in chunks(contents):
            its = (calls.organisation_id == organisation_id, calls.content.in_(some))
            rows = self.connection.execute(select(calls.content, calls.import_id).where(*its))
            found.update((bytes(row.content), ImportId(row.import_id)) for row in rows)
        return found


@service
class SqlFactsNow:
    """Asks for what is committed."""

    database: SqlDatabase

    def customers(
        self, organisation_id: OrganisationId, ids: Collection[CustomerId]
    ) -> Mapping[CustomerId, Customer]:
        with self.database.reading() as connection:
            return SqlFacts(connection).customers(organisation_id, ids)

    def months(self, organisation_id: OrganisationId) -> Mapping[str, MonthProduct]:
        with self.database.reading() as connection:
            return SqlFacts(connection).months(organisation_id)

    def interactions(
        self, organisation_id: OrganisationId, contents: Collection[Content]
    ) -> Mapping[Content, ImportId]:
        with self.database.reading() as connection:
            return SqlFacts(connection).interactions(organisation_id, contents)

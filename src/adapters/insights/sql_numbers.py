"""Numbers of customers, interactions and products, counted by the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, func, select

from adapters.database.sql import SqlDatabase
from adapters.insights.tables import (
    insight_customers,
    insight_interaction_customers,
    insight_interactions,
    insight_products,
    insight_snapshots,
)
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Tally

calls, parties = insight_interactions.c, insight_interaction_customers.c
people, about = insight_customers.c, insight_products.c
NO_TYPE = ""


@service
class SqlNumbersReader:
    database: SqlDatabase

    def customers(self, organisation_id: OrganisationId) -> int:
        return self._rows(insight_customers, organisation_id)

    def products(self, organisation_id: OrganisationId) -> int:
        return self._rows(insight_products, organisation_id)

    def interactions(self, organisation_id: OrganisationId) -> int:
        return self._rows(insight_interactions, organisation_id)

    def by_type(
        self, organisation_id: OrganisationId, since: datetime | None, until: datetime | None
    ) -> Sequence[Tally]:
        typed = func.coalesce(people.type, NO_TYPE)
        is_it = and_(
            people.organisation_id == parties.organisation_id, people.id == parties.customer_id
        )
        within = _within(parties.started_at, since, until)
        types = (
            select(
                parties.interaction_id, func.min(typed).label("one"), func.max(typed).label("other")
            )
            .select_from(insight_interaction_customers.outerjoin(insight_customers, is_it))
            .where(parties.organisation_id == organisation_id, *within)
            .group_by(parties.interaction_id)
            .subquery()
        )
        its = and_(about.organisation_id == calls.organisation_id, about.month == calls.month)
        counted = (
            select(types.c.one, types.c.other, about.product, func.count().label("many"))
            .select_from(
                insight_interactions.join(types, types.c.interaction_id == calls.id).outerjoin(
                    insight_products, its
                )
            )
            .where(calls.organisation_id == organisation_id)
            .group_by(types.c.one, types.c.other, about.product)
        )
        with self.database.reading() as connection:
            rows = connection.execute(counted).all()
        return [
            Tally(row.one or None, row.product, row.many, is_several=row.one != row.other)
            for row in rows
        ]

    def snapshot(self, organisation_id: OrganisationId) -> int:
        its = select(insight_snapshots.c.number).where(
            insight_snapshots.c.organisation_id == organisation_id
        )
        with self.database.reading() as connection:
            return connection.scalar(its) or 0

    def _rows(self, table: Table, organisation_id: OrganisationId) -> int:
        ours = select(func.count()).where(table.c.organisation_id == organisation_id)
        with self.database.reading() as connection:
            return connection.scalar(ours.select_from(table)) or 0


def _within(column: Any, since: datetime | None, until: datetime | None) -> list[Any]:
    bounds = []
    if since is not None:
        bounds.append(column >= since)
    if until is not None:
        bounds.append(column < until)
    return bounds

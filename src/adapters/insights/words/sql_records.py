"""A customer's record in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from adapters.database.sql import SqlDatabase
from adapters.insights.tables import (
    insight_customers,
    insight_interaction_customers,
    insight_interactions,
    insight_products,
    insight_sentiments,
    insight_snapshots,
    insight_topics,
)
from application.errors import Unavailable
from application.insights.words.ports import Period
from domain.ids import OrganisationId
from domain.insights.record import NEWEST, Customer, Interaction, Record, Tally

customers, links = insight_customers.c, insight_interaction_customers.c
interactions, products = insight_interactions.c, insight_products.c
topics, sentiments = insight_topics.c, insight_sentiments.c
TRIES = 5
"""Reads in a row that a change may overtake."""


@dataclass(frozen=True, slots=True)
class SqlRecordReader:
    database: SqlDatabase

    def record(
        self, organisation_id: OrganisationId, customer_id: int, period: Period
    ) -> Record | None:
        """Read until the snapshot is the same before and after: a statement sees what is new."""
        with self.database.reading() as connection:
            before = _snapshot(connection, organisation_id)
            for _ in range(TRIES):
                found = _record(connection, organisation_id, customer_id, period, before)
                after = _snapshot(connection, organisation_id)
                if after == before:
                    return found
                before = after
        raise Unavailable("the record", "it keeps changing while it is read")

    def snapshot(self, organisation_id: OrganisationId) -> int:
        with self.database.reading() as connection:
            return _snapshot(connection, organisation_id)

    def names(
        self, organisation_id: OrganisationId, words: Collection[str], customer_id: int
    ) -> frozenset[str]:
        own = select(customers.occupation).where(
            customers.organisation_id == organisation_id,
            customers.id == customer_id,
            customers.occupation.is_not(None),
        )
        asked = (
            select(customers.occupation)
            .distinct()
            .where(
                customers.organisation_id == organisation_id,
                customers.occupation.in_(words),
                customers.occupation.not_in(own),
            )
        )
        with self.database.reading() as connection:
            return frozenset(connection.execute(asked).scalars())


def _snapshot(connection: Connection, organisation_id: OrganisationId) -> int:
    held = insight_snapshots.c
    asked = select(held.number).where(held.organisation_id == organisation_id)
    return connection.execute(asked).scalar() or 0


def _record(
    connection: Connection,
    organisation_id: OrganisationId,
    customer_id: int,
    period: Period,
    snapshot: int,
) -> Record | None:
    one = and_(customers.organisation_id == organisation_id, customers.id == customer_id)
    asked = select(customers.id, customers.occupation, customers.type).where(one)
    row = connection.execute(asked).first()
    customer = Customer(row.id, row.occupation, row.type) if row else None
    tallied = connection.execute(tallies(organisation_id, customer_id, period)).all()
    if customer is None and not tallied and not _has_any(connection, organisation_id, customer_id):
        return None
    listed = connection.execute(newest(organisation_id, customer_id, period)) if tallied else ()
    counted = tuple(Tally(*each) for each in tallied)
    return Record(customer_id, customer, counted, tuple(map(_interaction, listed)), snapshot)


def _has_any(connection: Connection, organisation_id: OrganisationId, customer_id: int) -> bool:
    """Return whether an interaction outside the period names them."""
    of_theirs = _within(organisation_id, customer_id, Period())
    asked = select(links.interaction_id).where(*of_theirs).limit(1)
    return connection.execute(asked).first() is not None


def tallies(organisation_id: OrganisationId, customer_id: int, period: Period) -> Select[Any]:
    """Return the statement that counts what is alike."""
    alike = (interactions.channel, topics.name, sentiments.name)
    found = select(*alike, func.count(), func.max(links.started_at)).select_from(_joined())
    return found.where(*_within(organisation_id, customer_id, period)).group_by(*alike)


def newest(organisation_id: OrganisationId, customer_id: int, period: Period) -> Select[Any]:
    """Return the statement that lists the newest, which reads no more than it returns."""
    shown = (
        links.interaction_id,
        links.started_at,
        interactions.channel,
        topics.name.label("topic"),
        sentiments.name.label("sentiment"),
        products.product,
    )
    attributed = _joined().outerjoin(
        insight_products,
        and_(
            products.organisation_id == interactions.organisation_id,
            products.month == interactions.month,
        ),
    )
    return (
        select(*shown)
        .select_from(attributed)
        .where(*_within(organisation_id, customer_id, period))
        .order_by(links.started_at.desc(), links.interaction_id.desc())
        .limit(NEWEST)
    )


def _joined() -> Any:
    named = insight_interaction_customers.join(
        insight_interactions, interactions.id == links.interaction_id
    )
    for table, held, its_id in (
        (insight_topics, topics, interactions.topic_id),
        (insight_sentiments, sentiments, interactions.sentiment_id),
    ):
        same = held.organisation_id == interactions.organisation_id
        named = named.outerjoin(table, and_(same, held.id == its_id))
    return named


def _within(
    organisation_id: OrganisationId, customer_id: int, period: Period
) -> list[ColumnElement[bool]]:
    theirs = [links.organisation_id == organisation_id, links.customer_id == customer_id]
    if period.since is not None:
        theirs.append(links.started_at >= period.since)
    if period.until is not None:
        theirs.append(links.started_at < period.until)
    return theirs


def _interaction(row: Row[Any]) -> Interaction:
    return Interaction(
        row.interaction_id, row.started_at, row.channel, row.topic, row.sentiment, row.product
    )

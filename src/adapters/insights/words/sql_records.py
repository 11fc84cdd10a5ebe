"""A customer's record in a relational database."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from adapters.database.prepared import asked
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
from application.service import service
from domain.ids import OrganisationId
from domain.insights.record import NEWEST, Customer, Interaction, Record, Tally
from domain.insights.words.period import Period

customers, links = insight_customers.c, insight_interaction_customers.c
interactions, products = insight_interactions.c, insight_products.c
topics, sentiments = insight_topics.c, insight_sentiments.c
TRIES = 5
"""Reads in a row that a change may overtake."""


Given = dict[str, Any]


@service
class SqlRecordReader:
    database: SqlDatabase

    def record(
        self, organisation_id: OrganisationId, customer_id: int, period: Period
    ) -> Record | None:
        """Read until the snapshot is the same before and after: a statement sees what is new."""
        before = self.snapshot(organisation_id)
        for _ in range(TRIES):
            found = self._record(organisation_id, customer_id, period, before)
            after = self.snapshot(organisation_id)
            if after == before:
                return found
            before = after
        raise Unavailable("the record", "it keeps changing while it is read")

    def snapshot(self, organisation_id: OrganisationId) -> int:
        found = asked(self.database, SNAPSHOT, {"organisation_id": organisation_id})
        return int(found[0].number) if found else 0

    def names(
        self, organisation_id: OrganisationId, words: Collection[str], customer_id: int
    ) -> frozenset[str]:
        given = {"organisation_id": organisation_id, "customer_id": customer_id}
        found = asked(self.database, NAMES, {**given, "words": list(words)}) if words else ()
        return frozenset(one.occupation for one in found)

    def _record(
        self, organisation_id: OrganisationId, customer_id: int, period: Period, snapshot: int
    ) -> Record | None:
        given = {"organisation_id": organisation_id, "customer_id": customer_id}
        within = {**given, **_ends(period)}
        ends = {"since": period.since is not None, "until": period.until is not None}
        row = next(iter(asked(self.database, CUSTOMER, given)), None)
        tallied = asked(self.database, tallies(**ends), within)
        if row is None and not tallied and not asked(self.database, ANY, given):
            return None
        listed = asked(self.database, newest(**ends), within) if tallied else ()
        return Record(
            customer_id,
            Customer(customer_id, row.occupation, row.type, row.opted_out) if row else None,
            tuple(Tally(*each) for each in tallied),
            tuple(map(_interaction, listed)),
            snapshot,
        )


def _ends(period: Period) -> Given:
    """Return what the statements for this period are to be given."""
    ends = {"since": period.since, "until": period.until}
    return {name: end for name, end in ends.items() if end is not None}


@cache
def tallies(*, since: bool, until: bool) -> Select[Any]:
    """Return the statement that counts what is alike; both say which ends the period has."""
    alike = (interactions.channel, topics.name.label("topic"), sentiments.name.label("sentiment"))
    counted = (func.count().label("count"), func.max(links.started_at).label("last"))
    found = select(*alike, *counted).select_from(_joined())
    return found.where(*_within(since=since, until=until)).group_by(
        interactions.channel, topics.name, sentiments.name
    )


@cache
def newest(*, since: bool, until: bool) -> Select[Any]:
    """Return the statement that lists the newest, which reads no more than it returns."""
    shown = (
        links.interaction_id,
        links.started_at,
        interactions.channel,
        topics.name.label("topic"),
        sentiments.name.label("sentiment"),
        products.product,
        interactions.import_id,
        interactions.row,
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
        .where(*_within(since=since, until=until))
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


def _within(*, since: bool, until: bool) -> list[ColumnElement[bool]]:
    theirs = [
        links.organisation_id == bindparam("organisation_id"),
        links.customer_id == bindparam("customer_id"),
    ]
    if since:
        theirs.append(links.started_at >= bindparam("since"))
    if until:
        theirs.append(links.started_at < bindparam("until"))
    return theirs


SNAPSHOT = select(insight_snapshots.c.number).where(
    insight_snapshots.c.organisation_id == bindparam("organisation_id")
)
OURS = customers.organisation_id == bindparam("organisation_id")
CUSTOMER = select(customers.occupation, customers.type, customers.opted_out).where(
    OURS, customers.id == bindparam("customer_id")
)
ANY = select(links.interaction_id).where(*_within(since=False, until=False)).limit(1)
"""Whether an interaction names them, also outside of a period."""
OWN = select(customers.occupation).where(
    OURS, customers.id == bindparam("customer_id"), customers.occupation.is_not(None)
)
NAMES = (
    select(customers.occupation)
    .distinct()
    .where(
        OURS,
        customers.occupation.in_(bindparam("words", expanding=True)),
        customers.occupation.not_in(OWN),
    )
)


def _interaction(row: Any) -> Interaction:
    return Interaction(*row)

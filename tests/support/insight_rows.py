"""Customers and their interactions put where imports keep them, without a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from adapters.database.memory import MemoryDatabase
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
from domain.ids import OrganisationId

IMPORT = UUID(int=99)
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Came:
    """An interaction, as an import would keep it."""

    id: UUID
    started_at: datetime
    channel: str
    customers: tuple[int, ...]
    topic: str | None = None
    sentiment: str | None = None
    row: int = 0

    @property
    def month(self) -> str:
        return f"{self.started_at:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Called:
    occupation: str | None
    type: str | None = None
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Discussed:
    product: str


@dataclass(frozen=True, slots=True)
class Rows:
    customers: Mapping[int, Called] = field(default_factory=dict)
    interactions: Sequence[Came] = ()
    products: Mapping[str, str] = field(default_factory=dict)


Put = Callable[[OrganisationId, Rows], None]


def came(
    id: int,
    at: str,
    channel: str,
    *customers: int,
    topic: str | None = None,
    mood: str | None = None,
) -> Came:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Came(UUID(int=id), moment, channel, customers, topic, mood, row=id)


def put_in_memory(database: MemoryDatabase) -> Put:
    def put(organisation_id: OrganisationId, rows: Rows) -> None:
        with database.writing() as work:
            for number_, one in rows.customers.items():
                work.table("insight_customers")[organisation_id, number_] = one
            for each in rows.interactions:
                work.table("insight_interactions")[organisation_id, each.id] = (IMPORT, each)
            for month, product in rows.products.items():
                work.table("insight_products")[organisation_id, month] = Discussed(product)
            held = work.table("insight_snapshots")
            held[organisation_id] = held.get(organisation_id, 0) + 1
            work.commit()

    return put


def put_in_sql(database: SqlDatabase) -> Put:
    def put(organisation_id: OrganisationId, rows: Rows) -> None:
        org = {"organisation_id": organisation_id}
        by = {**org, "import_id": IMPORT}
        named = insight_snapshots.c
        with database.writing() as connection:
            ours = insight_snapshots.select().where(named.organisation_id == organisation_id)
            held = connection.execute(ours).first()
            number = held.number + 1 if held else 1
            for number_, one in rows.customers.items():
                told = {**by, "id": number_, **asdict(one)}
                connection.execute(insight_customers.insert(), told)
            for month, product in rows.products.items():
                connection.execute(
                    insight_products.insert(), {**by, "month": month, "product": product}
                )
            for each in rows.interactions:
                _interaction(connection, by, each)
            connection.execute(
                insight_snapshots.delete().where(named.organisation_id == organisation_id)
            )
            connection.execute(
                insight_snapshots.insert(), {**org, "number": number, "changed_at": MOMENT}
            )
            connection.commit()

    return put


def _interaction(connection: Any, by: dict[str, Any], one: Came) -> None:
    org = {"organisation_id": by["organisation_id"]}
    told = {
        **by,
        "id": one.id,
        "started_at": one.started_at,
        "month": one.month,
        "channel": one.channel,
        "topic_id": _named(connection, insight_topics, org, one.topic),
        "sentiment_id": _named(connection, insight_sentiments, org, one.sentiment),
        "content": one.id.bytes,
        "row": one.row,
    }
    connection.execute(insight_interactions.insert(), told)
    for customer in one.customers:
        link = {"customer_id": customer, "started_at": one.started_at, "interaction_id": one.id}
        connection.execute(insight_interaction_customers.insert(), {**org, **link})


def _named(connection: Any, table: Any, org: dict[str, Any], name: str | None) -> UUID | None:
    if name is None:
        return None
    known = uuid5(org["organisation_id"], f"{table.name} {name}")
    if connection.execute(table.select().where(table.c.id == known)).first() is None:
        connection.execute(table.insert(), {**org, "id": known, "name": name})
    return known

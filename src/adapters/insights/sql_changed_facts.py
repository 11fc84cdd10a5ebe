"""Changes of customers, interactions and products, and what was there before each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert, select
from uuid_utils.compat import uuid7

from adapters.database.chunks import chunks
from adapters.database.inserts import insert_many_once, upserting
from adapters.insights.import_tables import insight_befores
from adapters.insights.sql_facts import SqlFacts
from adapters.insights.tables import (
    insight_customers,
    insight_interaction_customers,
    insight_interactions,
    insight_products,
    insight_sentiments,
    insight_topics,
)
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, MonthProduct, NewInteraction
from domain.insights.ids import ImportId

people, months = insight_customers.c, insight_products.c
calls, parties = insight_interactions.c, insight_interaction_customers.c
befores = insight_befores.c
Json = dict[str, Any]


@service
class SqlFactsToChange(SqlFacts):
    def save_customers(self, organisation_id: OrganisationId, those: Sequence[Customer]) -> None:
        held = self.customers(organisation_id, [one.id for one in those])
        before = {key: _customer_json(one) for key, one in held.items()}
        self._remember("customer", before, {one.id: one.import_id for one in those})
        rows = [
            {
                "organisation_id": organisation_id,
                "id": one.id,
                "occupation": one.occupation,
                "type": one.type,
                "import_id": one.import_id,
                "opted_out": one.opted_out,
            }
            for one in those
        ]
        self._save(insight_customers, rows)

    def save_months(self, organisation_id: OrganisationId, those: Sequence[MonthProduct]) -> None:
        held = self.months(organisation_id)
        before = {month: _month_json(one) for month, one in held.items()}
        self._remember("month", before, {one.month: one.import_id for one in those})
        rows = [
            {
                "organisation_id": organisation_id,
                "month": one.month,
                "product": one.product,
                "import_id": one.import_id,
            }
            for one in those
        ]
        self._save(insight_products, rows)

    def add_interactions(
        self, organisation_id: OrganisationId, by: ImportId, those: Sequence[NewInteraction]
    ) -> None:
        topics = self._named(insight_topics, organisation_id, {one.topic for one in those})
        moods = self._named(insight_sentiments, organisation_id, {one.sentiment for one in those})
        self.connection.execute(
            insert(insight_interactions),
            [
                {
                    "organisation_id": organisation_id,
                    "id": one.id,
                    "started_at": one.started_at,
                    "month": one.month,
                    "channel": one.channel,
                    "topic_id": topics.get(one.topic),
                    "sentiment_id": moods.get(one.sentiment),
                    "content": one.content,
                    "import_id": by,
                    "row": one.row,
                }
                for one in those
            ],
        )
        self.connection.execute(
            insert(insight_interaction_customers),
            [
                {
                    "organisation_id": organisation_id,
                    "customer_id": customer,
                    "started_at": one.started_at,
                    "interaction_id": one.id,
                }
                for one in those
                for customer in one.customers
            ],
        )

    def take_back(self, organisation_id: OrganisationId, by: ImportId) -> None:
        theirs = select(calls.id).where(calls.import_id == by)
        self.connection.execute(
            delete(insight_interaction_customers).where(parties.interaction_id.in_(theirs))
        )
        self.connection.execute(delete(insight_interactions).where(calls.import_id == by))
        self._forget_unused(organisation_id)
        self._restore(insight_customers, people.id, "customer", organisation_id, by)
        self._restore(insight_products, months.month, "month", organisation_id, by)

    def _remember(
        self, kind: str, before: Mapping[Any, Json], changed: Mapping[Any, ImportId]
    ) -> None:
        """Keep what stood, or that nothing did, where each import puts something by its key."""
        rows = [
            {"import_id": by, "kind": kind, "key": str(key), "row": before.get(key)}
            for key, by in changed.items()
        ]
        self.connection.execute(insert(insight_befores), rows)

    def _save(self, table: Table, rows: Sequence[Json]) -> None:
        put = upserting(self.connection, table)
        changed = {one.name: put.excluded[one.name] for one in table.c if not one.primary_key}
        self.connection.execute(
            put.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed), rows
        )

    def _named(
        self, table: Table, organisation_id: OrganisationId, names: Collection[str | None]
    ) -> dict[str | None, UUID]:
        """Return the ids of the names, which are given ones where they have none."""
        wanted = [one for one in names if one is not None]
        if not wanted:
            return {}
        new = [{"organisation_id": organisation_id, "id": uuid7(), "name": one} for one in wanted]
        insert_many_once(self.connection, table, new)
        its = (table.c.organisation_id == organisation_id, table.c.name.in_(wanted))
        rows = self.connection.execute(select(table.c.name, table.c.id).where(*its))
        return {row.name: row.id for row in rows}

    def _forget_unused(self, organisation_id: OrganisationId) -> None:
        for table, column in (
            (insight_topics, calls.topic_id),
            (insight_sentiments, calls.sentiment_id),
        ):
            used = select(column).where(
                calls.organisation_id == organisation_id, column.is_not(None)
            )
            unused = delete(table).where(
                table.c.organisation_id == organisation_id, table.c.id.not_in(used)
            )
            self.connection.execute(unused)

    def _restore(
        self, table: Table, key: Any, kind: str, organisation_id: OrganisationId, by: ImportId
    ) -> None:
        its = (befores.import_id == by, befores.kind == kind)
        rows = self.connection.execute(select(befores.key, befores.row).where(*its)).all()
        made = key.type.python_type
        gone = [made(row.key) for row in rows if row.row is None]
        for some in chunks(gone):
            its_own = (table.c.organisation_id == organisation_id, key.in_(some))
            self.connection.execute(delete(table).where(*its_own))
        back = [
            {
                **row.row,
                "import_id": UUID(row.row["import_id"]),
                "organisation_id": organisation_id,
                key.name: made(row.key),
            }
            for row in rows
            if row.row is not None
        ]
        if back:
            self._save(table, back)
        self.connection.execute(delete(insight_befores).where(*its))


def _customer_json(one: Customer) -> Json:
    return {
        "occupation": one.occupation,
        "type": one.type,
        "import_id": str(one.import_id),
        "opted_out": one.opted_out,
    }


def _month_json(one: MonthProduct) -> Json:
    return {"product": one.product, "import_id": str(one.import_id)}

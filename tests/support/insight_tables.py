"""All that imports leave in a relational database, but for ids and moments that are made anew."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from adapters.database.sql import SqlDatabase
from adapters.insights.import_tables import (
    insight_befores,
    insight_changes,
    insight_import_bases,
    insight_imports,
    insight_refused_rows,
)
from adapters.insights.tables import (
    insight_customers,
    insight_interaction_customers,
    insight_interactions,
    insight_products,
    insight_sentiments,
    insight_snapshots,
    insight_topics,
)
from adapters.jobs.tables import jobs

OWN = (insight_customers, insight_products, insight_interactions, insight_interaction_customers)
KEPT = (insight_befores, insight_import_bases, insight_changes, insight_refused_rows)
MADE = {"id", "organisation_id", "asked_by", "wanted_by", "created_at", "applied_at", "reversed_at"}
NAMED = (insight_imports, insight_topics, insight_sentiments)

Tables = dict[str, list[str]]


def tables(database: SqlDatabase) -> Tables:
    """Tell each row as a text; imports, topics and sentiments by their names."""
    with database.reading() as connection:
        names = _names(connection)
        told = {
            one.name: sorted(_told(connection, one, names))
            for one in (*OWN, *KEPT, insight_imports, insight_topics, insight_sentiments)
        }
        numbers = connection.scalars(select(insight_snapshots.c.number))
        waiting = connection.scalars(select(jobs.c.kind))
        return {**told, "snapshots": list(map(str, numbers)), "jobs": list(waiting)}


def _names(connection: Connection) -> dict[str, str]:
    """Name what has a name; an interaction is named by what it says."""
    found = dict[str, str]()
    for one in NAMED:
        rows = connection.execute(select(one.c.id, one.c.name))
        found.update((str(row.id), row.name) for row in rows)
    said = select(insight_interactions.c.id, insight_interactions.c.content)
    found.update((str(row.id), bytes(row.content).hex()) for row in connection.execute(said))
    return found


def _told(connection: Connection, table: Any, names: dict[str, str]) -> Iterable[str]:
    is_customer = table is insight_customers
    shown = [one for one in table.c if one.name not in MADE or (is_customer and one.name == "id")]
    for row in connection.execute(select(*shown)):
        yield repr([_plain(one, names) for one in row])


def _plain(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, UUID):
        return names[str(value)]
    if isinstance(value, dict):
        return {key: _plain(one, names) for key, one in sorted(value.items()) if key not in MADE}
    if isinstance(value, list):
        return [_plain(one, names) for one in value]
    if isinstance(value, str):
        return names.get(value, value)
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value

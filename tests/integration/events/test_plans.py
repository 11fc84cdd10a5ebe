"""The databases list events through an index, also among many, and sort nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Select, Table, event, insert, text

from adapters.database.chunks import chunks
from adapters.database.sql import SqlDatabase
from adapters.events.processing.sql import BEHIND
from adapters.events.tables import event_quarantine, events
from adapters.events.telling.history import statement
from domain.events.history import Place, Wanted
from domain.ids import OrganisationId
from support.people import NOON

MANY, ORGANISATIONS = 4_000, 4
TABLES = {"ix_events_history": events, "ix_event_quarantine_history": event_quarantine}
HALF = NOON + timedelta(seconds=MANY // 2)


@pytest.mark.parametrize("index", TABLES)
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(since=NOON, until=HALF)], ids=["all", "range"])
@pytest.mark.parametrize("in_quarantine", [False, True])
def test_a_page_reads_one_index_in_its_order(
    database: SqlDatabase, index: str, wanted: Wanted, in_quarantine: bool
) -> None:
    fill(database, TABLES[index])
    before = Place(HALF, in_quarantine, MANY)
    asked = statement(TABLES[index], organisation(1), wanted, before, 20)

    plan = explained(database, asked)

    assert index in plan
    assert [one for one in ("Seq Scan", "Sort", "SCAN", "TEMP B-TREE") if one in plan] == []


def explained(database: SqlDatabase, asked: Select[Any]) -> str:
    """Return how the database would go about it."""
    word = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[database.engine.dialect.name]

    def explain(*told: Any) -> tuple[str, Any]:
        _connection, _cursor, written, parameters, *_rest = told
        return f"{word} {written}", parameters

    with database.reading() as connection:
        event.listen(connection, "before_cursor_execute", explain, retval=True)
        raw: Any = connection.execute(asked).cursor  # its columns are not those that were asked for
        return "\n".join(str(row) for row in raw.fetchall())


def fill(database: SqlDatabase, table: Table) -> None:
    """Let some organisations' events come in turn, one a second."""
    rows = [row(number) for number in range(1, MANY + 1)]
    for one in rows if table is event_quarantine else ():
        one["reason"] = "conflict"
    with database.writing() as connection:
        for some in chunks(rows, 1_000):
            connection.execute(insert(table), some)
        connection.commit()
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ANALYZE {table.name}"))
            connection.commit()


def row(number: int) -> dict[str, object]:
    at = NOON + timedelta(seconds=number)
    return {
        "position": number,
        "id": UUID(int=number),
        "organisation_id": organisation(number % ORGANISATIONS),
        "told_by": UUID(int=1),
        "source": "shop",
        "external_id": f"e-{number}",
        "type": "order.paid",
        "lane": "a" * 32,
        "digest": b"d" * 16,
        "key_id": UUID(int=2),
        "sealed": b"s" * 300,
        "occurred_at": at,
        "received_at": at,
        "late": False,
    }


def organisation(number: int) -> OrganisationId:
    return OrganisationId(UUID(int=number))


def test_what_is_to_be_published_is_read_from_its_place_on(database: SqlDatabase) -> None:
    fill(database, events)
    plan = explained(database, BEHIND.params(many=500))

    assert "pk_events" in plan or "INTEGER PRIMARY KEY" in plan
    slow = ("Seq Scan on events", "Sort", "SCAN events", "TEMP B-TREE")
    assert [one for one in slow if one in plan] == []

"""The statements behind a summary read one customer's rows, however many there are."""

import re
from typing import Any

import pytest
from sqlalchemy import Select, text

from adapters.database.sql import SqlDatabase, open_database
from adapters.insights.words.sql_records import newest, tallies
from support.insight_rows import MOMENT, Rows, came, put_in_sql
from support.people import ADA

STATEMENTS = (
    tallies(since=True, until=False),
    newest(since=False, until=False),
)
SCANS = re.compile(r"\bSCAN insight|Seq Scan on insight_(?:interaction|customer)", re.IGNORECASE)
MANY = 3_000


@pytest.mark.parametrize("statement", STATEMENTS, ids=["tallies", "newest"])
def test_no_table_of_interactions_is_read_through(
    database_url: str, statement: Select[Any]
) -> None:
    if database_url == "memory:":
        return
    database = open_database(database_url)
    many = [came(one + 1, "2020-02-11 10:00", "Call", one % 500) for one in range(MANY)]
    put_in_sql(database)(ADA.organisation_id, Rows(interactions=many))
    plan = plan_of(database, statement)
    database.engine.dispose()
    assert "insight_interaction_customers" in plan
    assert not SCANS.search(plan), plan


def plan_of(database: SqlDatabase, statement: Select[Any]) -> str:
    """Return what the database says that it would do, once it has counted its rows."""
    given = {"organisation_id": ADA.organisation_id, "customer_id": 1, "since": MOMENT}
    explain = {"postgresql": "EXPLAIN", "sqlite": "EXPLAIN QUERY PLAN"}[database.engine.name]
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        bound = statement.params(**given).compile(
            database.engine, compile_kwargs={"literal_binds": True}
        )
        rows = connection.exec_driver_sql(f"{explain} {bound}").all()
    return "\n".join(str(tuple(row)) for row in rows)

"""The databases find a check's rows through indexes, also among many."""

from uuid import UUID

import pytest
from benchmarks.access_world import NOW, LargeWorld, Size, fill

from adapters.database.driver_sql import run
from adapters.database.sql import SqlDatabase
from adapters.permissions.access import statements

CHECKS = (statements.PERSON_LEVEL, statements.PERSON_LEVELS)
WORLD = Size(chains=20, depth=16, people=2_000, things=10_000, grants=100_000)


@pytest.mark.slow
def test_a_check_reads_indexes_only_among_100_000_grants(database: SqlDatabase) -> None:
    world = LargeWorld(WORLD)
    fill(database, world)
    by = world.principal(world.people[5])
    given = {
        "who": by.user_id,
        "organisation": by.organisation_id,
        "id": UUID(world.things[7][0]),
        "ids": [UUID(thing) for thing, _ in world.things[7:9]],
        "now": NOW,
    }

    with database.reading() as connection:
        explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[connection.dialect.name]
        plans = [run(connection, f"{explain} {one}", given) for one in CHECKS]
    for plan in plans:
        _reads_indexes_only(database, "\n".join(str(row[-1]) for row in plan))


def _reads_indexes_only(database: SqlDatabase, told: str) -> None:
    unique = {"sqlite": "sqlite_autoindex_grants_2", "postgresql": "uq_grants_scope_id_subject_id"}
    used = unique[database.engine.dialect.name], "ix_grants_groups", "ix_grants_subject_id_reason"
    assert [one for one in used if one not in told] == []
    for table in ("grants", "scope_paths", "scopes", "memberships"):
        assert f"Seq Scan on {table}" not in told
    assert not [row for row in told.split("\n") if row.startswith(("SCAN g", "SCAN p", "SCAN s "))]
    assert "USING INDEX ix_grants_subject_id_reason_scope_id (subject_id=?)" not in told

"""How each database finds what rankings are made of: by keys, and never by looking through all."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from injector import Injector
from sqlalchemy import Select, insert, text
from sqlalchemy.dialects import postgresql, sqlite

from adapters.campaigns.rankings.fact_revisions import said_of
from adapters.campaigns.rankings.rankings import ColumnRankings
from adapters.campaigns.rankings.sql import AT_ONCE, SHOWN, SOME, SqlRows
from adapters.campaigns.tables import performance_files
from adapters.database.sql import SqlDatabase
from application.campaigns.rankings.ports import Rankings
from domain.campaigns.rankings.ranking import Filters
from domain.campaigns.rankings.revision import Fact, Said
from support.people import ADA, NOON
from support.published_rows import Publisher, Row, made_up

OTHERS, ELSEWHERE = 200, 3_000


@pytest.fixture
def source(world: Injector) -> SqlRows:
    rankings = world.get(Rankings)
    assert isinstance(rankings, ColumnRankings)
    if not isinstance(rankings.source, SqlRows):
        pytest.skip("there are no plans in memory")
    return rankings.source


def plan(database: SqlDatabase, statement: Select[Any]) -> str:
    """Return how the database would run it, with made-up parameters in it."""
    name = database.engine.dialect.name
    dialect = postgresql.dialect() if name == "postgresql" else sqlite.dialect()  # type: ignore[no-untyped-call]  # its classes have no types
    compiled = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN " if name == "postgresql" else "EXPLAIN QUERY PLAN "
    with database.writing() as connection:
        if name == "postgresql":
            connection.execute(text("ANALYZE"))
        return "\n".join(str(row) for row in connection.exec_driver_sql(explain + str(compiled)))


def a_file(number: int) -> dict[str, object]:
    """Return one of another organisation."""
    file_id, whose = UUID(int=1_000 + number), UUID(int=number % 1_000)
    counted = {"state": "published", "loaded": 0, "quarantined": 0}
    return {**made_up(file_id), **counted, "id": file_id, "organisation_id": whose}


def test_files_and_rows_are_found_by_their_keys(world: Injector, source: SqlRows) -> None:
    publisher, random = Publisher(world), Random(5)
    ids = [
        publisher.file([Row(1, f"i{random.randrange(9)}", 1, 1, 1, 99) for _ in range(20)])
        for _ in range(OTHERS)
    ]
    with source.database.writing() as connection:
        connection.execute(insert(performance_files), [a_file(one) for one in range(ELSEWHERE)])
        connection.commit()
    its = SOME.params(its=ids[3], after=10)
    rows = plan(source.database, its)
    assert "pk_performance_rows" in rows or "sqlite_autoindex_performance_rows_1" in rows
    assert "TEMP B-TREE" not in rows
    shown = plan(source.database, SHOWN.params(ours=UUID(int=9)))
    assert "ix_performance_files_organisation" in shown or "uq_performance_files" in shown


def test_revisions_of_a_fact_are_found_by_its_key(world: Injector, source: SqlRows) -> None:
    day, random = date(2026, 3, 1), Random(5)
    for _ in range(20):
        rows = [Row(1, f"i{random.randrange(99)}", 1, 1, 1, 99, day) for _ in range(200)]
        Publisher(world).file(rows)
    for before in (None, Said(NOON, UUID(int=7), 3)):
        its = said_of(ADA.organisation_id, Fact(1, "i7", day), before).limit(9)
        assert "ix_performance_rows_fact" in plan(source.database, its)


def test_a_file_is_read_once_and_its_mended_row_makes_it_read_again(
    world: Injector, source: SqlRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, publisher, rankings = list[UUID](), Publisher(world), world.get(Rankings)
    rows = SqlRows.rows

    def counted(self: SqlRows, file_id: UUID) -> object:
        read.append(file_id)
        return rows(self, file_id)

    monkeypatch.setattr(SqlRows, "rows", counted)
    row = Row(1, "a", 1, 0, 0, 10)
    first = publisher.file([row])
    for _ in range(3):
        rankings.ranked(ADA.organisation_id, Filters(), 9)
    second = publisher.file([row])
    rankings.ranked(ADA.organisation_id, Filters(), 9)
    assert read == [first, second]
    publisher.mend(first, 2, row, loaded=2)
    assert len(rankings.ranked(ADA.organisation_id, Filters(), 9).standings) == 3
    assert read == [first, second, first]


def test_many_rows_come_in_slices(
    world: Injector, source: SqlRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AT_ONCE > 1_000
    monkeypatch.setattr("adapters.campaigns.rankings.sql.AT_ONCE", 7)
    monkeypatch.setattr("adapters.campaigns.rankings.sql.SOME", SOME.limit(7))
    file_id = Publisher(world).file([Row(1, f"i{one}", one, 0, 0, 100) for one in range(20)])
    assert [len(one) for one in source.rows(file_id)] == [7, 7, 6]
    ranked = world.get(Rankings).ranked(ADA.organisation_id, Filters(), 99)
    assert [one.counts.likes for one in ranked.standings] == list(range(19, -1, -1))

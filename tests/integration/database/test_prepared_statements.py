"""Statements that go to SQLite's driver ready made answer as SQLAlchemy would."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Column, MetaData, Table, Uuid, bindparam, insert, select

from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase, open_database
from adapters.database.types import Json, UtcDateTime
from application.errors import Unavailable

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
THINGS = Table(
    "things",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime),
    Column("said", Json),
)
SOME = (
    select(THINGS)
    .where(THINGS.c.id.in_(bindparam("ids", expanding=True)), THINGS.c.at >= bindparam("since"))
    .where(THINGS.c.id != TWO)
    .order_by(THINGS.c.id)
    .limit(bindparam("most"))
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqlDatabase]:
    opened = open_database(f"sqlite:///{tmp_path / 'one.db'}")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def things(database: SqlDatabase) -> SqlDatabase:
    rows = [
        {"id": one, "at": NOON + timedelta(hours=one.int), "said": {"number": one.int}}
        for one in (ONE, TWO, THREE)
    ]
    with database.writing() as connection:
        THINGS.metadata.create_all(connection)
        connection.execute(insert(THINGS), rows)
        connection.commit()
    return database


@pytest.mark.parametrize("ids", [[], [ONE], [THREE, ONE], [ONE, TWO, THREE]])
@pytest.mark.parametrize("since", [NOON, NOON.astimezone(timezone(timedelta(hours=9)))])
def test_it_answers_what_sqlalchemy_does(
    things: SqlDatabase, ids: list[UUID], since: datetime
) -> None:
    values = {"ids": ids, "since": since, "most": 10}
    with things.reading() as connection:
        expected = connection.execute(SOME, values).all()

    found = asked(things, SOME, values)

    assert [tuple(row) for row in found] == [tuple(row) for row in expected]
    assert [row.id for row in found] == [one for one in (ONE, THREE) if one in ids]


def test_types_are_the_domain_s(things: SqlDatabase) -> None:
    (row,) = asked(things, SOME, {"ids": [THREE], "since": NOON, "most": 10})

    assert (row.id, row.at, row.said) == (THREE, NOON + timedelta(hours=3), {"number": 3})


def test_it_sees_what_was_committed_and_holds_nothing(things: SqlDatabase) -> None:
    values = {"ids": [ONE], "since": NOON, "most": 10}
    assert asked(things, SOME, values)
    with things.writing() as connection:
        connection.execute(THINGS.delete())
        assert asked(things, SOME, values)
        connection.commit()

    assert not asked(things, SOME, values)


def test_what_the_driver_says_becomes_unavailable(database: SqlDatabase) -> None:
    with pytest.raises(Unavailable, match="no such table"):
        asked(database, SOME, {"ids": [ONE], "since": NOON, "most": 10})

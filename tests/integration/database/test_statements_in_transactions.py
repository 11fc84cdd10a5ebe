"""Statements that go to the driver ready made are part of the transaction they are told in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import bindparam, delete, insert, select, text, update

from adapters.database.in_transaction import change, change_all, find
from adapters.database.inserts import insert_many_once, insert_once, save
from adapters.database.sql import SqlDatabase, open_database
from adapters.jobs.tables import jobs

RELATIONAL = ["sqlite", pytest.param("postgres", marks=pytest.mark.service)]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
ADD = insert(jobs)
OF = jobs.c.id == bindparam("held")
IT, KEEP, DROP = select(jobs).where(OF), update(jobs).where(OF), delete(jobs).where(OF)
SOME = select(jobs.c.id).where(jobs.c.id.in_(bindparam("some", expanding=True))).order_by(jobs.c.id)


pytestmark = pytest.mark.parametrize("database_url", RELATIONAL, indirect=True)


@pytest.fixture
def database(database_url: str) -> Iterator[SqlDatabase]:
    opened = open_database(database_url)
    yield opened
    opened.engine.dispose()


def job(id: UUID, *, attempts: int = 0) -> dict[str, object]:
    given = {"id": id, "queue": "q", "kind": "k", "subject": ONE, "organisation_id": TWO}
    return {**given, "traceparent": None, "due_at": NOON, "attempts": attempts}


def held(database: SqlDatabase) -> list[UUID]:
    with database.reading() as connection:
        return [row.id for row in connection.execute(select(jobs.c.id).order_by(jobs.c.id))]


def test_what_is_not_committed_never_was(database: SqlDatabase) -> None:
    with database.writing() as connection:
        assert change(connection, ADD, job(ONE)) == 1
        assert find(connection, IT, {"held": ONE})

    assert held(database) == []


def test_it_stands_beside_what_sqlalchemy_runs(database: SqlDatabase) -> None:
    with database.writing() as connection:
        connection.execute(ADD, job(ONE))
        change(connection, ADD, job(TWO))
        assert connection.scalar(text("SELECT count(*) FROM jobs")) == 2
        connection.commit()
        change(connection, DROP, {"held": ONE})  # a transaction of its own, which is not committed

    assert held(database) == [ONE, TWO]


def test_a_change_tells_how_many_rows_it_changed(database: SqlDatabase) -> None:
    with database.writing() as connection:
        change(connection, ADD, job(ONE))
        connection.commit()
    with database.writing() as connection:
        assert change(connection, KEEP, {"attempts": 5, "held": ONE}) == 1
        assert change(connection, KEEP, {"attempts": 5, "held": TWO}) == 0
        connection.commit()

    with database.reading() as connection:
        (row,) = find(connection, IT, {"held": ONE})
    assert (row.id, row.due_at, row.attempts, row.token) == (ONE, NOON, 5, None)


def test_values_are_turned_as_sqlalchemy_turns_them(database: SqlDatabase) -> None:
    later = NOON + timedelta(microseconds=1)
    with database.writing() as connection:
        change(connection, ADD, {**job(ONE), "due_at": later})
        assert connection.execute(IT, {"held": ONE}).one() == find(connection, IT, {"held": ONE})[0]


def test_many_are_told_at_once_and_a_list_is_one_value(database: SqlDatabase) -> None:
    with database.writing() as connection:
        change_all(connection, ADD, [job(one) for one in (ONE, TWO, THREE)])
        change_all(connection, ADD, [])
        some = find(connection, SOME, {"some": [THREE, ONE]})

    assert [row.id for row in some] == [ONE, THREE]


def test_what_is_there_is_left_or_overwritten(database: SqlDatabase) -> None:
    with database.writing() as connection:
        assert insert_once(connection, jobs, job(ONE))
        assert not insert_once(connection, jobs, job(ONE, attempts=7))
        insert_many_once(connection, jobs, [job(ONE, attempts=7), job(TWO)])
        assert find(connection, IT, {"held": ONE})[0].attempts == 0
        save(connection, jobs, job(ONE, attempts=9))
        assert find(connection, IT, {"held": ONE})[0].attempts == 9


def test_a_fault_is_told_as_ever_and_its_work_is_undone(database: SqlDatabase) -> None:
    missing = text("SELECT 1 FROM nowhere")

    def work() -> None:
        with database.writing() as connection:
            change(connection, ADD, job(ONE))
            find(connection, missing, {})

    with pytest.raises(Exception, match="nowhere"):
        work()
    assert held(database) == []

"""Connections that are lent: what they see, what they refuse, and what becomes of them."""

from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, make_url, text

from adapters.database import lending
from adapters.database.driver_sql import ask
from adapters.database.sql import SqlDatabase, open_database
from application.errors import Unavailable
from support.databases import emptied

COUNT = "SELECT count(*) FROM attempts"
ADD = "INSERT INTO attempts (key, tries, ends_at) VALUES (:key, 1, '2026-03-01 12:00:00')"


@pytest.fixture
def opened(database: SqlDatabase) -> list[Any]:
    """The connections that were opened, in that order."""
    found: list[Any] = []
    event.listen(database.engine, "connect", lambda connection, _: found.append(connection))
    return found


def test_each_question_sees_what_is_committed_by_then(database: SqlDatabase) -> None:
    counted = []
    for _ in range(3):
        counted.append(ask(database, COUNT, {})[0][0])
        with database.writing() as connection:
            connection.execute(text(ADD), {"key": uuid4().hex})
            connection.commit()

    assert counted == [0, 1, 2]


def test_one_after_another_is_asked_on_one_connection(
    database: SqlDatabase, opened: list[Any]
) -> None:
    for _ in range(5):
        ask(database, COUNT, {})

    assert len(opened) == 1


def test_nothing_is_written_by_asking(database: SqlDatabase) -> None:
    kind = database.engine.dialect.loaded_dbapi.Error

    with pytest.raises((kind, Unavailable)):
        ask(database, ADD, {"key": "one"})

    assert ask(database, COUNT, {})[0][0] == 0


@pytest.mark.service
def test_a_connection_that_was_lost_meanwhile_is_replaced(postgres_database: str) -> None:
    database = open_database(emptied(postgres_database))
    (pid,) = ask(database, "SELECT pg_backend_pid()", {})[0]
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    assert ask(database, COUNT, {})[0][0] == 0
    database.engine.dispose()


@pytest.mark.service
def test_what_is_told_on_a_lost_connection_is_told_again(postgres_database: str) -> None:
    database = open_database(emptied(postgres_database))
    (pid,) = database.tell(lambda one: one.execute("SELECT pg_backend_pid()").fetchone())
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    told = ADD.replace(":key", "%s")
    assert database.tell(lambda one: one.execute(told, ["one"]).rowcount) == 1
    assert ask(database, COUNT, {})[0][0] == 1
    database.engine.dispose()


@pytest.mark.service
def test_what_is_told_soon_waits_for_no_disk_and_all_else_does(postgres_database: str) -> None:
    durable = {"options": "-csynchronous_commit=on"}  # the tests' databases are not
    url = make_url(emptied(postgres_database)).update_query_dict(durable)
    database = open_database(url.render_as_string(hide_password=False))
    asked = "SHOW synchronous_commit"
    told = [
        tell(lambda one: one.execute(asked).fetchone()[0])
        for tell in (database.tell, database.tell_soon, database.tell)
    ]
    assert told == ["on", "off", "on"]
    database.engine.dispose()


def test_a_database_that_is_not_there_cannot_be_asked() -> None:
    away = open_database("postgresql+psycopg://nobody@127.0.0.1:9/none")

    with pytest.raises(Unavailable, match="the database is not available"):
        ask(away, COUNT, {})
    away.engine.dispose()


def test_a_disposed_engine_leaves_none_open_and_may_be_asked_again(
    database: SqlDatabase, opened: list[Any]
) -> None:
    ask(database, COUNT, {})
    database.engine.dispose()

    with pytest.raises(database.engine.dialect.loaded_dbapi.Error, match=r"(?i)closed"):
        opened[0].execute("SELECT 1")
    assert ask(database, COUNT, {})[0][0] == 0
    assert len(opened) == 2


def test_whoever_comes_when_all_are_lent_waits_and_then_is_told(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "PATIENCE_SECONDS", 0.01)
    places = database.asking._places
    for _ in range(lending.AT_ONCE):
        places.get()

    with pytest.raises(Unavailable, match="too many ask at once"):
        ask(database, COUNT, {})
    places.put(None)

    assert ask(database, COUNT, {})[0][0] == 0


def test_a_question_does_not_wait_for_a_writer(database: SqlDatabase) -> None:
    begun, over = Event(), Event()

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text(ADD), {"key": "one"})
            begun.set()
            over.wait(timeout=60)

    writer = Thread(target=write)
    writer.start()
    begun.wait(timeout=60)
    assert ask(database, COUNT, {})[0][0] == 0
    over.set()
    writer.join()

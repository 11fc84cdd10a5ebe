"""Connections that the server ended while they lay in the pool."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, select, text

from adapters.database import idle
from adapters.database.in_transaction import find
from adapters.database.sql import SqlDatabase, open_database
from adapters.jobs.tables import jobs
from application.errors import Unavailable
from support.databases import emptied

PID = text("SELECT pg_backend_pid()")
ANY_JOB = select(jobs.c.id).limit(1)
pytestmark = pytest.mark.service


@pytest.fixture
def database(postgres_database: str) -> Iterator[SqlDatabase]:
    opened = open_database(emptied(postgres_database))
    yield opened
    opened.engine.dispose()


def end_its_connection(database: SqlDatabase, url: str) -> None:
    with database.reading() as connection:
        pid = connection.scalar(PID)
    another = create_engine(url)
    with another.connect() as connection:
        assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    another.dispose()


def test_one_that_lay_idle_is_replaced_before_anybody_notices(
    database: SqlDatabase, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "IDLE_SECONDS", 0.0)
    end_its_connection(database, postgres_database)

    with database.reading() as connection:
        assert connection.scalar(PID)


def test_one_that_was_used_just_now_says_so_once_and_is_replaced(
    database: SqlDatabase, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "IDLE_SECONDS", 3600.0)
    end_its_connection(database, postgres_database)

    with pytest.raises(Unavailable), database.reading() as connection:
        connection.scalar(PID)
    with database.reading() as connection:
        assert connection.scalar(PID)


def test_one_that_is_told_something_ready_made_says_so_too(
    database: SqlDatabase, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "IDLE_SECONDS", 3600.0)
    end_its_connection(database, postgres_database)

    with pytest.raises(Unavailable), database.writing() as connection:
        find(connection, ANY_JOB, {})
    with database.writing() as connection:
        assert find(connection, ANY_JOB, {}) == []


def test_what_is_only_read_begins_no_transaction(database: SqlDatabase) -> None:
    state = text("SELECT state FROM pg_stat_activity WHERE pid = :pid")
    with database.reading() as connection, database.reading() as another:
        pid = connection.scalar(PID)

        assert another.scalar(state, {"pid": pid}) == "idle"

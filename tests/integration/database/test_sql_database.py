"""What the database adapter makes of a database that is away, locked or shared."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as NoneFree

from adapters.database import sqlite_turns
from adapters.database.reachable import reachable
from adapters.database.sql import SqlDatabase, open_database
from application.errors import Unavailable
from support.databases import fresh_sqlite


def test_a_database_that_is_not_there_is_unavailable() -> None:
    away = open_database("postgresql+psycopg://nobody@127.0.0.1:9/none")

    with pytest.raises(Unavailable, match="the database is not available"), away.reading():
        pass
    away.engine.dispose()


def test_a_folder_that_cannot_be_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    broken = open_database(f"sqlite:///{tmp_path / 'folder'}")

    with pytest.raises(Unavailable), broken.reading():
        pass
    broken.engine.dispose()


WAYS: dict[str, Callable[[SqlDatabase], AbstractContextManager[object]]] = {
    "reading": SqlDatabase.reading,
    "writing": SqlDatabase.writing,
    "one statement": SqlDatabase.one_statement,
}


@pytest.fixture
def used_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlDatabase]:
    """All connections are out, as when the database takes statements and ends none."""
    database = open_database(fresh_sqlite(tmp_path))
    monkeypatch.setattr(database.engine.pool, "_timeout", 0.01)
    with ExitStack() as held:
        with suppress(NoneFree):
            while True:
                held.enter_context(database.engine.connect())
        yield database
    database.engine.dispose()


@pytest.mark.parametrize("way", WAYS)
def test_a_database_whose_connections_are_all_out_is_unavailable(
    way: str, used_up: SqlDatabase
) -> None:
    with pytest.raises(Unavailable, match="the database is not available"), WAYS[way](used_up):
        pass


def test_so_it_is_where_only_sqlalchemy_is_asked(used_up: SqlDatabase) -> None:
    with pytest.raises(Unavailable), reachable(), used_up.engine.connect():
        pass


def test_so_it_is_for_one_statement_in_the_drivers_words(used_up: SqlDatabase) -> None:
    with pytest.raises(Unavailable):
        used_up.ask("SELECT 1", ())


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    database = open_database(fresh_sqlite(tmp_path))
    begun, over = Event(), Event()

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text("DELETE FROM jobs"))
            begun.set()
            over.wait(timeout=60)

    writer = Thread(target=write)
    writer.start()
    begun.wait(timeout=60)
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM jobs")) == 0
    over.set()
    writer.join()
    database.engine.dispose()


def test_commits_outlive_the_process_by_default_and_the_power_on_request(tmp_path: Path) -> None:
    url = fresh_sqlite(tmp_path)
    for given, level in (("normal", 1), ("full", 2)):
        database = open_database(url, synchronous=given)
        with database.reading() as connection:
            assert connection.scalar(text("PRAGMA synchronous")) == level
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        database.engine.dispose()


def test_a_writer_begins_when_another_process_is_done(tmp_path: Path) -> None:
    url = fresh_sqlite(tmp_path)
    database, begun = open_database(url), Event()

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text("DELETE FROM jobs"))
            begun.set()

    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = Thread(target=write)
        writer.start()
        assert not begun.wait(0.1)
        other.execute("COMMIT")
        assert begun.wait(timeout=60)
    writer.join()
    database.engine.dispose()


def test_a_write_lock_that_is_never_left_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_turns, "LOCK_WAIT_SECONDS", 0)
    url = fresh_sqlite(tmp_path)
    database = open_database(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"), database.writing() as connection:
            connection.execute(text("DELETE FROM jobs"))
    with database.writing() as connection:
        connection.execute(text("DELETE FROM jobs"))
    database.engine.dispose()

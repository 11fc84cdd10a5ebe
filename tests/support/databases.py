"""Fresh, migrated databases for tests, made cheaply."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, make_url, text

from adapters.database.migrations import upgrade
from adapters.database.sql import open_database
from adapters.database.tables import metadata

TABLES = [table.name for table in metadata.sorted_tables]
EMPTYING = (
    "SET LOCAL session_replication_role = replica;"
    + "".join(f"DELETE FROM {table};" for table in reversed(TABLES))
    + (
        "SELECT setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences"
        " WHERE schemaname = 'public' AND last_value IS NOT NULL;"
    )
)
"""TRUNCATE makes a new file for each table and index: a second where this takes milliseconds.

What a replica is told stays as it is told: no trigger of the audit stands in its way.
"""
MIGRATED = "migrated"
_kept: dict[tuple[str, str], str] = {}


@cache
def _template() -> Path:
    file = Path(mkdtemp(prefix="portico-"), "template.db")
    database = open_database(f"sqlite:///{file}")
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return file


def fresh_sqlite(folder: Path) -> str:
    """Return the URL of a migrated, empty SQLite file in the folder."""
    file = folder / "portico.db"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_template(), file)
    return f"sqlite:///{file}"


@contextmanager
def own_postgres(server: str) -> Iterator[str]:
    """Make a migrated database on that server, yield its URL, and drop it."""
    name = f"test_{uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    database = open_database(url)
    upgrade(database)
    database.engine.dispose()
    yield url
    _engine(url).dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def emptied(url: str) -> str:
    """Empty a PostgreSQL database but for what migrations put there, and return its URL.

    What that is was kept before anything else happened there.
    """
    return restored(url, MIGRATED)


def keep(url: str, name: str) -> None:
    """Copy all that a PostgreSQL database holds now aside, to be restored by that name."""
    with _connected(url) as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        copies = {
            table: connection.exec_driver_sql(f"CREATE TABLE {name}.{table} AS TABLE {table}")
            for table in TABLES
        }
        connection.exec_driver_sql(
            f"CREATE TABLE {name}.positions AS SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
    _kept[url, name] = "".join(
        f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {name}.{table};"
        for table, copied in copies.items()
        if copied.rowcount
    ) + (f"SELECT setval(quote_ident(sequencename)::regclass, last_value) FROM {name}.positions")


def is_kept(url: str, name: str) -> bool:
    return (url, name) in _kept


def restored(url: str, name: str) -> str:
    """Let a PostgreSQL database hold what was kept by that name, and return its URL."""
    with _connected(url) as connection:
        connection.exec_driver_sql(EMPTYING + _kept[url, name])
    return url


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    with _engine(url).begin() as connection:
        yield connection


@cache
def _engine(url: str) -> Engine:
    """Stay connected: every test begins with a database that holds what it should."""
    return open_database(url).engine

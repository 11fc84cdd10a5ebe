"""Fresh, migrated databases for tests, made cheaply."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from adapters.database.migrations import upgrade
from adapters.database.sql import open_database
from adapters.database.tables import metadata
from adapters.messaging.sql import SqlOutbox
from adapters.permissions.access.sql_store import SqlAccessStore
from entrypoints.composition.local import found_locally

EMPTYING = "".join(f"DELETE FROM {table.name};" for table in reversed(metadata.sorted_tables)) + (
    "SELECT setval(quote_ident(sequencename)::regclass, start_value, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)
"""TRUNCATE makes a new file for each table and index: a second where this takes milliseconds."""


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
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def emptied(url: str) -> str:
    """Empty a PostgreSQL database but for what migrations put there, and return its URL."""
    database = open_database(url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(EMPTYING)
    found_locally(SqlAccessStore(database), SqlOutbox(database))
    database.engine.dispose()
    return url

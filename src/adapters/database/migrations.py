"""Bring a database to this version's tables, with Alembic.

It is imported when there is something to migrate: most starts find nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, String, column, inspect, select, table

from adapters.database.sql import SqlDatabase, take_turn

if TYPE_CHECKING:
    from alembic.config import Config

INSTALLED = Path(__file__).with_name("migrations")
MIGRATING = 0x4D696772
VERSIONS = "alembic_version"
HELD: Select[str] = select(column("version_num", String)).select_from(table(VERSIONS))
CHECKED_OUT = Path(__file__).parents[3] / "migrations"


def upgrade(database: SqlDatabase, target: str = "head") -> None:
    """Run the migrations up to `target`; does nothing when they have run. Raises Unavailable."""
    from alembic import command

    with database.writing() as connection:
        connection.begin()  # before Alembic does, which would end what it began and go on
        take_turn(connection, MIGRATING)
        command.upgrade(_config(connection), target)
        connection.commit()


def downgrade(database: SqlDatabase, target: str = "base") -> None:
    """Take migrations back down to `target`, with their data."""
    from alembic import command

    with database.writing() as connection:
        command.downgrade(_config(connection), target)
        connection.commit()


def is_current(database: SqlDatabase) -> bool:
    """Return whether every migration has run; raises Unavailable."""
    with database.reading() as connection:
        if not inspect(connection).has_table(VERSIONS):
            return False
        return set(connection.scalars(HELD)) == {newest()}


@cache
def newest() -> str:
    """Return the last revision, which its file's name begins with.

    No running process sees another one come.
    """
    return max(one.name for one in (_folder() / "versions").glob("[0-9]*_*.py")).partition("_")[0]


def _folder() -> Path:
    return INSTALLED if INSTALLED.is_dir() else CHECKED_OUT


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    return config

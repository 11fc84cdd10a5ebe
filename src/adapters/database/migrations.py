"""Bring a database to this version's tables, with Alembic."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.database.sql import SqlDatabase, take_turn

INSTALLED = Path(__file__).with_name("migrations")
MIGRATING = 0x4D696772
CHECKED_OUT = Path(__file__).parents[3] / "migrations"


def upgrade(database: SqlDatabase, target: str = "head") -> None:
    """Run the migrations up to `target`; does nothing when they have run. Raises Unavailable."""
    with database.writing() as connection:
        connection.begin()  # before Alembic does, which would end what it began and go on
        take_turn(connection, MIGRATING)
        command.upgrade(_config(connection), target)
        connection.commit()


def downgrade(database: SqlDatabase, target: str = "base") -> None:
    """Take migrations back down to `target`, with their data."""
    with database.writing() as connection:
        command.downgrade(_config(connection), target)
        connection.commit()


def is_current(database: SqlDatabase) -> bool:
    """Return whether every migration has run; raises Unavailable."""
    with database.reading() as connection:
        held = MigrationContext.configure(connection).get_current_heads()
    return set(held) == _newest()


@cache
def _newest() -> frozenset[str]:
    """Every migration is loaded to find the last, and no running process sees another one come."""
    return frozenset(ScriptDirectory.from_config(_config(None)).get_heads())


def _config(connection: Connection | None) -> Config:
    config = Config()
    folder = INSTALLED if INSTALLED.is_dir() else CHECKED_OUT
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config

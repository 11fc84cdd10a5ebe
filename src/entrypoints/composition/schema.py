"""Whether the place where things are kept is ready to keep them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from adapters.database import migrations
from adapters.database.sql import SqlDatabase, open_database
from entrypoints.settings import Settings

OWN_FILE = "portico.db"


class Schema(Protocol):
    @property
    def is_embedded(self) -> bool:
        """Whether the database belongs to this copy alone, and may be migrated unasked."""

    def migrate(self) -> None:
        """Bring the tables to this version; raises Unavailable."""

    def is_current(self) -> bool:
        """Return whether nothing is left to migrate; raises Unavailable."""

    def let_go(self) -> None:
        """Close connections, so that a process that is forked inherits none."""


@dataclass(frozen=True, slots=True)
class SqlSchema:
    database: SqlDatabase

    @property
    def is_embedded(self) -> bool:
        return self.database.engine.dialect.name == "sqlite"

    def migrate(self) -> None:
        if not self.is_current():
            migrations.upgrade(self.database)

    def is_current(self) -> bool:
        return migrations.is_current(self.database)

    def let_go(self) -> None:
        self.database.engine.dispose()


@dataclass(frozen=True, slots=True)
class NoSchema:
    @property
    def is_embedded(self) -> bool:
        return True

    def migrate(self) -> None:
        """Dictionaries need no tables."""

    def is_current(self) -> bool:
        return True

    def let_go(self) -> None:
        """There is nothing to hold."""


def sqlite_url(settings: Settings) -> str:
    """Return the SQLite URL; without a path the file is `portico.db` under PORTICO_HOME."""
    return settings.database_url if _names_a_file(settings) else f"sqlite:///{_own(settings)}"


def is_first_start(settings: Settings) -> bool:
    """Whether the file that is to be made under PORTICO_HOME is not there yet."""
    is_own = settings.database_url.startswith("sqlite:") and not _names_a_file(settings)
    return is_own and not _own(settings).exists()


def make_tables(settings: Settings) -> None:
    """Migrate the embedded database without composing the application. Raises Unavailable."""
    database = open_database(sqlite_url(settings), synchronous=settings.sqlite_synchronous)
    migrations.upgrade(database)
    database.engine.dispose()


def _names_a_file(settings: Settings) -> bool:
    return bool(settings.database_url.removeprefix("sqlite:").strip("/"))


def _own(settings: Settings) -> Path:
    return settings.home / OWN_FILE

"""Whether the place where things are kept is ready to keep them."""

from dataclasses import dataclass
from typing import Protocol

from adapters.database import migrations
from adapters.database.sql import SqlDatabase


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

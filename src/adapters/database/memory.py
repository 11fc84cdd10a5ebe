"""Tables kept in dictionaries, with the transactions of a real database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from adapters.database.turns import turn_of

Rows = dict[Any, Any]


@dataclass(slots=True)
class MemoryTransaction:
    """Sees its own changes; others see them after `commit`, all at once."""

    database: "MemoryDatabase"
    touched: dict[str, Rows] = field(default_factory=dict)

    def table(self, name: str) -> Rows:
        """Return the table's rows as a copy that this transaction may change."""
        if name not in self.touched:
            self.touched[name] = dict(self.database.rows(name))
        return self.touched[name]

    def commit(self) -> None:
        self.database.tables = {**self.database.tables, **self.touched}
        self.touched = {}


@dataclass(slots=True)
class MemoryDatabase:
    """One writer at a time; readers see the last commit and never wait."""

    tables: Mapping[str, Rows] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def rows(self, name: str) -> Mapping[Any, Any]:
        return self.tables.get(name, {})

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[MemoryTransaction]:
        """Begin work that is discarded unless it is committed.

        Raises Unavailable where others write for as long as `patience`, in seconds.
        """
        with turn_of(self.lock, patience):
            yield MemoryTransaction(self)

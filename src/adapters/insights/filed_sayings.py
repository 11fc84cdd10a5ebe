"""What was said first of each key, in a private temporary database beyond some thousand of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from application.errors import Unavailable
from domain.insights.sayings import Key

AT_MOST = 20_000
"""Keys that are in memory; so few cost no file."""
MADE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE said (key PRIMARY KEY, label TEXT) WITHOUT ROWID;
BEGIN;
"""


@contextmanager
def filed_sayings() -> Iterator[FiledSayings]:
    """Begin empty ones; SQLite deletes a database without a name when it is closed."""
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as connection:
            connection.executescript(MADE)
            yield FiledSayings(connection)
    except sqlite3.OperationalError as error:
        raise Unavailable("the temporary folder", str(error)) from error


@dataclass(slots=True)
class FiledSayings:
    connection: sqlite3.Connection
    is_filed: bool = False
    _recent: dict[Key, str] = field(default_factory=dict)

    def first(self, key: Key, label: str) -> str | None:
        before = self._recent.get(key) or self._filed(key)
        if before is None:
            self._recent[key] = label
            if len(self._recent) >= AT_MOST:
                self._file()
        return before

    def _filed(self, key: Key) -> str | None:
        if not self.is_filed:
            return None
        found = self.connection.execute("SELECT label FROM said WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def _file(self) -> None:
        rows = sorted(self._recent.items(), key=lambda one: (isinstance(one[0], str), one[0]))
        self.connection.executemany("INSERT INTO said VALUES (?, ?)", rows)
        self._recent, self.is_filed = {}, True

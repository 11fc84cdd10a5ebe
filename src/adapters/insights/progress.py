"""How far imports are: beside the transaction that takes their rows in, so that others see it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, String, Table, Uuid, delete, select

from adapters.database.inserts import save
from adapters.database.memory import MemoryDatabase
from adapters.database.metadata import metadata
from adapters.database.sql import SqlDatabase
from application.errors import Unavailable
from application.insights.ports import ImportProgress
from application.service import service
from domain.insights.ids import ImportId
from domain.insights.progress import Progress, Step

insight_import_progress = Table(
    "insight_import_progress",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("step", String(20), nullable=False),
    Column("done", Integer, nullable=False),
    Column("rows", Integer),
)
its = insight_import_progress.c
MADE = """CREATE TABLE IF NOT EXISTS progress
 (import_id TEXT PRIMARY KEY, step TEXT NOT NULL, done INTEGER NOT NULL, rows INTEGER)"""
PATIENCE_SECONDS = 0.2


@service
class SqlProgress:
    """In a table, and transactions of its own."""

    database: SqlDatabase

    def tell(self, id: ImportId, progress: Progress) -> None:
        row = {"import_id": id, "step": progress.step.value}
        told = {**row, "done": progress.done, "rows": progress.rows}
        with suppress(Unavailable), self.database.writing() as connection:
            save(connection, insight_import_progress, told)
            connection.commit()

    def of(self, id: ImportId) -> Progress | None:
        one = select(insight_import_progress).where(its.import_id == id)
        with suppress(Unavailable), self.database.reading() as connection:
            row = connection.execute(one).one_or_none()
            return None if row is None else Progress(Step(row.step), row.done, row.rows)
        return None

    def over(self, id: ImportId) -> None:
        with suppress(Unavailable), self.database.writing() as connection:
            connection.execute(delete(insight_import_progress).where(its.import_id == id))
            connection.commit()


@dataclass(frozen=True, slots=True)
class SideFileProgress:
    """In a file beside the database: SQLite has one writer, and that is who takes rows in.

    What it holds is worth nothing once its process is gone, so nothing is waited for.
    """

    path: Path

    def tell(self, id: ImportId, progress: Progress) -> None:
        with self._opened() as file:
            row = (str(id), progress.step.value, progress.done, progress.rows)
            file.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", row)

    def of(self, id: ImportId) -> Progress | None:
        asked = "SELECT step, done, rows FROM progress WHERE import_id = ?"
        with self._opened() as file:
            row: Any = file.execute(asked, (str(id),)).fetchone()
            return None if row is None else Progress(Step(row[0]), row[1], row[2])
        return None

    def over(self, id: ImportId) -> None:
        with self._opened() as file:
            file.execute("DELETE FROM progress WHERE import_id = ?", (str(id),))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open it, and let go of what cannot be done: nobody is to fail for it."""
        with suppress(sqlite3.Error):
            file = sqlite3.connect(self.path, timeout=PATIENCE_SECONDS, isolation_level=None)
            try:
                file.execute("PRAGMA synchronous = OFF")
                file.execute(MADE)
                yield file
            finally:
                file.close()


@dataclass(frozen=True, slots=True)
class InMemoryProgress:
    """Beside the dictionaries of the database, which one alone changes at a time."""

    _held: dict[ImportId, Progress] = field(default_factory=dict)

    def tell(self, id: ImportId, progress: Progress) -> None:
        self._held[id] = progress

    def of(self, id: ImportId) -> Progress | None:
        return self._held.get(id)

    def over(self, id: ImportId) -> None:
        self._held.pop(id, None)


def progress_in(database: SqlDatabase) -> ImportProgress:
    url = database.engine.url
    if database.engine.dialect.name == "sqlite" and url.database:
        return SideFileProgress(Path(f"{url.database}-progress"))
    return SqlProgress(database)


def progress_in_memory(_: MemoryDatabase) -> ImportProgress:
    return InMemoryProgress()

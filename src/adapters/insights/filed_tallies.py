"""Tallies of a file in a private temporary database, of which a few megabytes are in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from application.errors import Unavailable
from application.insights.tallies import Cell, Known, Some
from domain.insights.ids import CustomerId
from domain.insights.rows import CustomerRow

AT_A_TIME = 500
EPOCH, STEP = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
BLANK, SAID = "", "="
"""A product that is none, and what stands before one: so that none comes first, as it should."""
MADE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4096;
CREATE TABLE people (id INTEGER PRIMARY KEY, named INT, told INT, typed INT, type TEXT, orphan INT);
CREATE TABLE cells (way TEXT, type TEXT, product TEXT, here INT, there INT,
 PRIMARY KEY (way, type, product)) WITHOUT ROWID;
CREATE TABLE calls (way TEXT, id INT, here INT, here_last INT, there INT, there_last INT,
 PRIMARY KEY (way, id)) WITHOUT ROWID;
BEGIN;
"""
NAME = "INSERT INTO people (id, named) VALUES (?, 1) ON CONFLICT DO UPDATE SET named = 1"
TELL = """INSERT INTO people (id, told, typed, type) VALUES (?, 1, ?, ?)
 ON CONFLICT DO UPDATE SET told = 1, typed = excluded.typed, type = excluded.type"""
STRANGERS = """SELECT id FROM people WHERE named = 1 AND told IS NULL AND id > ?
 ORDER BY id LIMIT ?"""
ADD_CELL = """INSERT INTO cells VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
 here = here + excluded.here, there = there + excluded.there"""
ADD_CALLS = """INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
 here = here + excluded.here, there = there + excluded.there,
 here_last = ifnull(max(here_last, excluded.here_last), ifnull(here_last, excluded.here_last)),
 there_last = ifnull(max(there_last, excluded.there_last), ifnull(there_last, excluded.there_last))
"""
CELLS = "FROM cells WHERE way = ? AND here <> there"
CALLS = "FROM calls WHERE way = ? AND (here <> there OR here_last IS NOT there_last)"


@contextmanager
def filed_tallies() -> Iterator[FiledTallies]:
    """Begin empty ones; SQLite deletes a database without a name when it is closed."""
    try:
        with closing(sqlite3.connect(BLANK, isolation_level=None)) as connection:
            connection.executescript(MADE)
            yield FiledTallies(connection)
    except sqlite3.OperationalError as error:
        raise Unavailable("the temporary folder", str(error)) from error


@dataclass(frozen=True, slots=True)
class FiledTallies:
    connection: sqlite3.Connection

    def tell(self, rows: Iterable[CustomerRow]) -> None:
        told = ((one.id, "type" in one.given, one.type) for one in rows)
        self.connection.executemany(TELL, told)

    def name(self, ids: Collection[CustomerId]) -> None:
        self.connection.executemany(NAME, ((one,) for one in ids))

    def strangers(self) -> Iterator[Sequence[CustomerId]]:
        last = -1
        while found := self.connection.execute(STRANGERS, (last, AT_A_TIME)).fetchall():
            some = [CustomerId(one) for (one,) in found]
            yield some
            last = some[-1]

    def orphan(self, ids: Collection[CustomerId]) -> None:
        update = "UPDATE people SET orphan = 1 WHERE id = ?"
        self.connection.executemany(update, ((one,) for one in ids))

    def orphans(self, among: Collection[CustomerId]) -> frozenset[CustomerId]:
        asked = "SELECT id FROM people WHERE id = ? AND orphan = 1"
        return frozenset(CustomerId(one) for (one,) in self._each(asked, among))

    def types(self, among: Collection[CustomerId]) -> Mapping[CustomerId, str | None]:
        asked = "SELECT id, type FROM people WHERE id = ? AND typed = 1"
        return {CustomerId(one): type_ for one, type_ in self._each(asked, among)}

    def add(self, way: str, some: Some) -> None:
        cells = ((way, type_, _written(it), *n) for (type_, it), n in some.cells.items())
        self.connection.executemany(ADD_CELL, cells)
        calls = (
            (way, one, here.interactions, _number(here), there.interactions, _number(there))
            for one, (here, there) in some.people.items()
        )
        self.connection.executemany(ADD_CALLS, calls)

    def cells(self, way: str, limit: int) -> tuple[Sequence[tuple[Cell, tuple[int, int]]], int]:
        asked = f"SELECT type, product, here, there {CELLS} ORDER BY type, product LIMIT ?"
        found = self.connection.execute(asked, (way, limit))
        shown = [((type_, _read(it)), (here, there)) for type_, it, here, there in found]
        return shown, self._count(CELLS, way)

    def people(
        self, way: str, limit: int
    ) -> tuple[Sequence[tuple[CustomerId, tuple[Known, Known]]], int]:
        asked = f"SELECT id, here, here_last, there, there_last {CALLS} ORDER BY id LIMIT ?"
        found = self.connection.execute(asked, (way, limit))
        shown = [
            (CustomerId(one), (_known(here, last), _known(there, other)))
            for one, here, last, there, other in found
        ]
        return shown, self._count(CALLS, way)

    def _each(self, asked: str, among: Collection[CustomerId]) -> Iterator[Any]:
        for one in among:
            yield from self.connection.execute(asked, (one,))

    def _count(self, those: str, way: str) -> int:
        found: int = self.connection.execute(f"SELECT count(*) {those}", (way,)).fetchone()[0]
        return found


def _written(product: str | None) -> str:
    return BLANK if product is None else f"{SAID}{product}"


def _read(written: str) -> str | None:
    return written.removeprefix(SAID) if written else None


def _number(known: Known) -> int | None:
    return None if known.last is None else (known.last - EPOCH) // STEP


def _known(interactions: int, last: int | None) -> Known:
    return Known(interactions, None if last is None else EPOCH + last * STEP)

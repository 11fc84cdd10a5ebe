"""Rows that are inserted unless they are there, or put in the place of what is there."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from adapters.database.in_transaction import change, change_all, find

Insert = postgresql.Insert | sqlite.Insert


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert unless the row's key is taken; returns whether it was inserted."""
    return bool(find(connection, _inserting(table, connection.dialect.name), row))


def insert_many_once(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the rows whose keys are not taken."""
    change_all(connection, _inserting_all(table, connection.dialect.name), rows)


def save(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert the row, or overwrite the one with its primary key."""
    change(connection, _saving(table, connection.dialect.name), row)


def upserting(connection: Connection, table: Table) -> Insert:
    """Return an insert that can be told what to do about a key that is taken."""
    return inserting(table, connection.dialect.name)


def inserting(table: Table, dialect: str) -> Insert:
    """Return the dialect's own insert."""
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)


@cache
def _inserting(table: Table, dialect: str) -> Executable:
    return _inserting_all(table, dialect).returning(*table.primary_key)


@cache
def _inserting_all(table: Table, dialect: str) -> Insert:
    return inserting(table, dialect).on_conflict_do_nothing()


@cache
def _saving(table: Table, dialect: str) -> Insert:
    """Build the statement once: building it takes longer than running it."""
    insert = inserting(table, dialect)
    changed = {one.name: insert.excluded[one.name] for one in table.c if not one.primary_key}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)

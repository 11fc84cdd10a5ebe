"""The databases themselves keep what the audit says as it is."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.access.tables import audit_entries
from support.organisations import House

CHANGES = {"update": update(audit_entries).values(action="x"), "delete": delete(audit_entries)}


@pytest.mark.parametrize("change", CHANGES)
def test_entries_are_added_and_stay(database: SqlDatabase, change: str) -> None:
    house = House(
        SqlAccessStore(database), SqlAccessReader(database), SqlOrganisationsReader(database)
    )
    house.department()
    kept = entries(database)

    with database.writing() as connection, pytest.raises(IntegrityError, match="stay as they are"):
        connection.execute(CHANGES[change])

    assert entries(database) == kept
    house.department()
    assert entries(database)[: len(kept)] == kept
    assert len(entries(database)) == len(kept) + 1


def entries(database: SqlDatabase) -> list[object]:
    with database.reading() as connection:
        every = select(audit_entries).order_by(audit_entries.c.number)
        return [tuple(row) for row in connection.execute(every)]

"""A hundred thousand things in one department: found, listed to the end, and moved as one."""

from uuid import UUID

import pytest
from benchmarks.access_world import NOW, ORGANISATION, LargeWorld, Size, fill

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from application.paging import Window
from application.permissions.access.departments.add_department import AddDepartment, NewDepartment
from application.permissions.access.departments.move_department import (
    DepartmentMove,
    MoveDepartment,
)
from domain.access import Level
from domain.principal import Principal
from entrypoints.testing.doubles import StoppedClock

MANY, PAGE = 100_000, 1_000
WORLD = Size(chains=1, depth=1, people=3, things=MANY, grants=MANY + 3)
ABOVE = UUID(int=77)


@pytest.mark.slow
def test_a_department_with_100_000_things_is_listed_to_the_end_and_moved(
    database: SqlDatabase,
) -> None:
    world = LargeWorld(WORLD)
    fill(database, world)
    admin, member, other = (world.principal(one) for one in world.people)
    store, reader = SqlAccessStore(database), SqlAccessReader(database)
    clock = StoppedClock(NOW)
    department = UUID(world.departments[0][0])
    every = sorted((UUID(one) for one, _ in world.things), reverse=True)

    assert listed(reader, member) == every
    AddDepartment(store, clock)(admin, NewDepartment(ABOVE, "Above", None))
    MoveDepartment(store, clock)(admin, DepartmentMove(department, ABOVE))

    assert listed(reader, member) == every
    assert reader.level(other, every[0], now=NOW) is not None
    with store.transaction() as work:
        way = [one.id for one in work.scopes.way(admin.organisation_id, every[-1])]
    assert way == [UUID(ORGANISATION), ABOVE, department, every[-1]]


def listed(reader: SqlAccessReader, by: Principal) -> list[UUID]:
    """Page to the end, in full pages but for the last."""
    found: list[UUID] = []
    after: UUID | None = None
    while True:
        window = Window(PAGE, after)
        page = reader.listed(by, "document", window, now=NOW, level=Level.VIEW)
        found += page.items
        if page.next is None:
            return found
        assert len(page.items) == PAGE
        after = page.next

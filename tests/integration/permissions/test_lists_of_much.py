"""Lists that go from thing to thing, as where much is visible, leave out who may nothing."""

import pytest

from adapters.database.sql import SqlDatabase
from adapters.permissions.access import sql_decisions
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from support.organisations import House


def test_who_is_suspended_is_shown_nothing_however_much_there_is(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_decisions, "WIDE", 0)
    house = House(
        SqlAccessStore(database), SqlAccessReader(database), SqlOrganisationsReader(database)
    )
    crew = house.department()
    ben = house.member(at=crew)
    own, shared, theirs = (
        house.thing(ben),
        house.thing(house.boss),
        house.thing(house.boss),
    )
    house.share(house.boss, shared, ben.user_id)
    house.share(house.boss, theirs, crew)
    assert house.listed(ben) == [theirs, shared, own]

    house.suspend(house.boss, ben.user_id)

    assert house.listed(ben) == []

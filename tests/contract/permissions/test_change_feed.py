"""Every change of access is told in its order, and nothing is told that did not happen."""

import pytest
from injector import Injector

from application.messaging.ports import EventRecord, Outbox
from application.permissions.access.departments.change_department import (
    ChangeDepartment,
    DepartmentChange,
)
from application.permissions.access.ports import AccessReader
from domain.access import Level
from domain.permissions.access.errors import WouldCycle
from domain.permissions.access.role import Role
from support.organisations import House

EVERY = 10_000


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


def told(world: Injector, house: House) -> list[EventRecord]:
    own = house.boss.organisation_id
    waiting = world.get(Outbox).pending(EVERY)
    return [one for one in waiting if one.topic == "permissions.access" and one.key == str(own)]


def test_changes_are_told_in_the_order_of_their_versions(world: Injector, house: House) -> None:
    before = len(told(world, house))
    pier = house.department()
    house.member(Role.MANAGER)
    changes = told(world, house)[before:]
    assert [one.facts["action"] for one in changes] == ["department.add", "member.add"]
    assert changes[0].facts["target"] == str(pier)
    assert changes[0].facts["by"] == str(house.boss.user_id)
    versions = [one.facts["version"] for one in changes]
    assert versions[-1] == world.get(AccessReader).version(house.boss.organisation_id)
    assert len(set(versions)) == 2


def test_what_is_refused_is_not_told(world: Injector, house: House) -> None:
    pier = house.department()
    before = told(world, house)
    with pytest.raises(WouldCycle):
        world.get(ChangeDepartment)(house.boss, DepartmentChange(pier, "Lost", pier))
    assert told(world, house) == before


def test_what_is_taken_back_is_told(world: Injector, house: House) -> None:
    folder, ben = house.folder(house.boss), house.member(Role.VIEWER)
    share = house.share(house.boss, folder, ben.user_id, Level.EDIT)
    house.revoke(house.boss, share.id)
    assert told(world, house)[-1].facts["action"] == "share.revoke"

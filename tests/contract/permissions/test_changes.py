"""Changes of several points at once are whole, over each database."""

from datetime import timedelta

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.departments.change_department import (
    ChangeDepartment,
    DepartmentChange,
)
from application.permissions.access.organisations.find_organisation import FindOrganisation
from application.permissions.access.resources.change_resource import (
    ChangeResource,
    ResourceChange,
)
from application.permissions.access.sharing.amend_grant import AmendGrant, GrantAmendment
from domain.access import Level
from domain.permissions.access.errors import (
    GrantNotFound,
    NotAFolder,
    ScopeChanged,
    TooDeep,
    WouldCycle,
)
from domain.permissions.access.grant import GrantId
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEEPEST
from support.organisations import House, ids


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


def test_a_department_is_renamed_and_moved_in_one_commit(world: Injector, house: House) -> None:
    north, pier = house.department(), house.department()
    change = world.get(ChangeDepartment)
    moved = change(house.boss, DepartmentChange(pier, "Quay", north, seen=1)).now
    found = house.lists.scope(house.boss.organisation_id, pier)
    assert found == moved
    assert (moved.name, moved.parent_id, moved.version) == ("Quay", north, 3)
    with pytest.raises(WouldCycle):
        change(house.boss, DepartmentChange(north, "Lost", pier))
    with pytest.raises(ScopeChanged):
        change(house.boss, DepartmentChange(pier, "Lost", seen=1))
    names = [
        one.name for one in house.lists.departments(house.boss.organisation_id, Window(9)).items
    ]
    assert "Lost" not in names


def test_a_folder_is_renamed_moved_and_restricted_in_one_commit(
    world: Injector, house: House
) -> None:
    chest, folder = house.folder(house.boss), house.folder(house.boss)
    other = house.member(Role.CONTRIBUTOR)
    change = world.get(ChangeResource)
    wanted = ResourceChange(folder, "Maps", chest, inherits=False, seen=1)
    moved = change(house.boss, wanted).now
    assert house.lists.scope(house.boss.organisation_id, folder) == moved
    assert (moved.name, moved.parent_id, moved.inherits) == ("Maps", chest, False)
    assert house.level(other, folder) is None
    assert house.level(other, chest) is Level.EDIT


def test_a_folder_that_cannot_go_there_keeps_its_name(world: Injector, house: House) -> None:
    deepest = None
    for _ in range(DEEPEST):
        deepest = house.folder(house.boss, deepest)
    folder = house.folder(house.boss)
    before = house.lists.scope(house.boss.organisation_id, folder)
    with pytest.raises(TooDeep):
        world.get(ChangeResource)(house.boss, ResourceChange(folder, "Lost", deepest))
    assert house.lists.scope(house.boss.organisation_id, folder) == before


def test_only_folders_are_renamed(world: Injector, house: House) -> None:
    document = house.thing(house.boss)
    with pytest.raises(NotAFolder):
        world.get(ChangeResource)(house.boss, ResourceChange(document, "Maps"))


def test_a_share_keeps_what_is_not_said(world: Injector, house: House) -> None:
    folder, friend = house.folder(house.boss, inherits=False), house.member(Role.VIEWER)
    given = house.share(house.boss, folder, friend.user_id, Level.VIEW)
    amend, end = world.get(AmendGrant), house.now + timedelta(days=100_000)
    ended = GrantAmendment(given.id, ends_otherwise=True, expires_at=end)
    assert amend(house.boss, ended).now.level is Level.VIEW
    raised = amend(house.boss, GrantAmendment(given.id, Level.EDIT)).now
    assert (raised.level, raised.expires_at) == (Level.EDIT, end)
    assert house.grants(folder)[given.id] == raised
    with pytest.raises(GrantNotFound):
        amend(house.boss, GrantAmendment(GrantId(ids.new()), Level.VIEW))


def test_an_organisation_is_shown_with_the_role_held_in_the_whole(
    world: Injector, house: House
) -> None:
    find = world.get(FindOrganisation)
    assert find(house.boss).role is Role.ADMIN
    assert find(house.member(Role.CONTRIBUTOR)).role is Role.CONTRIBUTOR
    assert find(house.member(Role.MANAGER, house.department())).role is None

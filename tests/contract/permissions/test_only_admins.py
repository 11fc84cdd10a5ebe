"""Accounts that are shut out administer nothing, and no organisation is left to them alone."""

from datetime import datetime
from functools import partial

import pytest
from injector import Injector

from application.permissions.people.ports import PeopleReader, PeopleStore
from application.permissions.people.suspend_account import ReinstateAccount, SuspendAccount
from domain.access import Level
from domain.permissions.access.errors import LastAdmin
from domain.permissions.access.role import Role
from domain.permissions.people.account import Account, PasswordHash
from domain.permissions.people.email_address import EmailAddress
from domain.permissions.people.errors import OnlyAdmin
from domain.principal import Principal
from support.at_once import at_once
from support.organisations import House
from support.people import NOON

ROUNDS = 4


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


def address(of: Principal) -> EmailAddress:
    return EmailAddress(f"{of.user_id}@example.org")


def with_account(world: Injector, *people: Principal, at: datetime = NOON) -> None:
    with world.get(PeopleStore).transaction() as work:
        for one in people:
            work.accounts.add(Account(
                id=one.user_id, email=address(one), name=None, password=PasswordHash("x"),
                created_at=at,
            ))  # fmt: skip
        work.commit()


def is_active(world: Injector, one: Principal) -> bool:
    account = world.get(PeopleReader).account(one.user_id)
    return account is not None and account.is_active


def test_who_was_shut_out_is_no_admin_that_is_left(world: Injector, house: House) -> None:
    other = house.member(Role.ADMIN, house.root)
    with_account(world, house.boss, other)
    world.get(SuspendAccount)(address(other))
    for lose in (house.take, house.suspend, house.remove):
        with pytest.raises(LastAdmin):
            lose(house.boss, house.boss.user_id)
    world.get(ReinstateAccount)(address(other))
    house.take(house.boss, house.boss.user_id)
    assert house.level(other, house.root) is Level.ADMINISTER


def test_the_only_admin_is_not_shut_out_unless_it_is_to_be_anyway(
    world: Injector, house: House
) -> None:
    other, suspended = (house.member(Role.ADMIN, house.root) for _ in range(2))
    viewer = house.member(Role.VIEWER, house.root)
    with_account(world, house.boss, other, suspended, viewer)
    house.suspend(house.boss, suspended.user_id)
    suspend = world.get(SuspendAccount)
    suspend(address(viewer))
    suspend(address(other))
    with pytest.raises(OnlyAdmin):
        suspend(address(house.boss))
    assert is_active(world, house.boss)
    suspend(address(house.boss), anyway=True)
    suspend(address(house.boss))  # who is shut out already loses nothing to anybody
    assert not is_active(world, house.boss)


def test_where_the_only_admin_was_shut_out_anyway_others_go_on(
    world: Injector, house: House
) -> None:
    manager, viewer = (house.member(one, house.root) for one in (Role.MANAGER, Role.VIEWER))
    with_account(world, house.boss, manager, viewer)
    world.get(SuspendAccount)(address(house.boss), anyway=True)
    house.give(manager, viewer.user_id, Role.CONTRIBUTOR)
    house.take(manager, viewer.user_id)
    house.take(manager, manager.user_id)
    assert house.level(viewer, house.root) is None


def test_an_admin_of_a_department_is_missed_by_no_organisation(
    world: Injector, house: House
) -> None:
    chief = house.member(Role.ADMIN, house.department())
    with_account(world, house.boss, chief)
    world.get(SuspendAccount)(address(chief))
    assert not is_active(world, chief)


def test_of_two_admins_one_of_whom_resigns_while_the_other_is_shut_out_one_is_left(
    world: Injector,
) -> None:
    for _ in range(ROUNDS):
        house = House.of(world)
        other = house.member(Role.ADMIN, house.root)
        with_account(world, house.boss, other)

        ends = at_once(
            partial(house.take, house.boss, house.boss.user_id),
            partial(world.get(SuspendAccount), address(other)),
        )

        assert sorted(one is None for one in ends) == [False, True]
        still = house.level(house.boss, house.root) is Level.ADMINISTER
        assert (still, is_active(world, other)) in {(True, False), (False, True)}

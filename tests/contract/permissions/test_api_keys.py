"""What keys for programs promise, over each database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.machines.ports import ApiKeysReader
from application.permissions.access.organisations.remove_member import RemoveMember
from application.permissions.access.ports import AccessStore
from domain.permissions.access.api_key import COARSE, ApiKey, KeyDigest, KeyId
from domain.permissions.access.machine import KeyScope
from domain.permissions.access.role import Role
from domain.principal import Principal
from support.organisations import House, ids
from support.people import NOON

ALL = Window(10)


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


@pytest.fixture
def store(world: Injector) -> AccessStore:
    return world.get(AccessStore)


@pytest.fixture
def reader(world: Injector) -> ApiKeysReader:
    return world.get(ApiKeysReader)


def key(by: Principal) -> ApiKey:
    new = KeyId(ids.new())
    digest = KeyDigest(new.hex * 2)
    end = NOON + timedelta(days=1)
    return ApiKey.made(new, by, " Night  shift ", KeyScope.WRITE, digest, NOON, end)


def kept(store: AccessStore, *keys: ApiKey) -> None:
    with store.transaction() as work:
        for one in keys:
            assert work.keys.add(one)
        work.commit()


def test_a_key_is_kept_as_it_was_made(
    house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    made = key(house.boss)
    kept(store, made)
    assert made.name == "Night shift"
    assert reader.by_digest(made.digest) == made
    assert reader.by_digest(KeyDigest("0" * 64)) is None
    with store.transaction() as work:
        assert work.keys.by_id(house.boss.organisation_id, made.id) == made
        assert work.keys.by_id(house.boss.organisation_id, KeyId(ids.new())) is None


def test_a_key_of_another_organisation_is_not_there(house: House, store: AccessStore) -> None:
    made = key(house.boss)
    kept(store, made)
    other = House(house.store, house.reader, house.lists).boss
    with store.transaction() as work:
        assert work.keys.by_id(other.organisation_id, made.id) is None


def test_an_id_or_a_digest_is_taken_once(
    house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    made = key(house.boss)
    kept(store, made)
    with store.transaction() as work:
        assert not work.keys.add(replace(made, digest=KeyDigest("1" * 64)))
        assert not work.keys.add(replace(made, id=KeyId(ids.new())))
    assert reader.listed(house.boss.organisation_id, None, ALL).items == (made,)


def test_a_use_is_written_down_but_brings_nothing_back(
    house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    made, gone = key(house.boss), key(house.boss)
    kept(store, made)
    with store.transaction() as work:
        work.keys.used(made.id, NOON + COARSE)
        work.keys.used(gone.id, NOON)
        work.commit()
    assert reader.by_digest(made.digest) == replace(made, last_used_at=NOON + COARSE)
    assert reader.by_digest(gone.digest) is None


def test_keys_are_listed_of_one_or_of_all_newest_first(
    house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    viewer = house.member(Role.VIEWER)
    first, second, third = key(house.boss), key(viewer), key(house.boss)
    kept(store, first, second, third)
    here = house.boss.organisation_id
    assert reader.listed(here, None, ALL).items == (third, second, first)
    assert reader.listed(here, viewer.user_id, ALL).items == (second,)
    page = reader.listed(here, None, Window(2))
    assert page.items == (third, second)
    assert reader.listed(here, None, Window(2, page.next)).items == (first,)
    with store.transaction() as work:
        assert work.keys.count(here, house.boss.user_id) == 2


def test_who_is_removed_leaves_no_key(
    world: Injector, house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    viewer = house.member(Role.VIEWER)
    theirs, mine = key(viewer), key(house.boss)
    kept(store, theirs, mine)
    world.get(RemoveMember)(house.boss, viewer.user_id)
    assert reader.listed(house.boss.organisation_id, None, ALL).items == (mine,)


def test_a_key_that_is_taken_away_is_gone(
    house: House, store: AccessStore, reader: ApiKeysReader
) -> None:
    made = key(house.boss)
    kept(store, made)
    with store.transaction() as work:
        work.keys.remove(made)
        work.commit()
    assert reader.by_digest(made.digest) is None

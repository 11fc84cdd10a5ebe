"""Changes of access at the same moment, on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import partial
from threading import Event

import pytest

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.link_secrets import HashedLinkSecrets
from adapters.permissions.access.sql_lists import SqlOrganisationsReader
from adapters.permissions.access.sql_reader import SqlAccessReader
from adapters.permissions.access.sql_store import SqlAccessStore
from adapters.permissions.people.password_hasher import Argon2PasswordHasher
from application.permissions.access.decisions.check_access import Check, CheckAccess
from application.permissions.access.links.issue_link import IssueLink, NewLink
from application.permissions.access.links.rotate_link import RotateLink, Rotation
from domain.access import Level, Owned
from domain.permissions.access.errors import LastAdmin, StaleSnapshot, WouldCycle
from domain.permissions.access.guest_link import GuestLink, LinkId
from domain.permissions.access.role import Role
from support.at_once import at_once
from support.organisations import House, ids

ROUNDS = 4
TWO = 2


@pytest.fixture
def house(database: SqlDatabase) -> House:
    return house_on(database)


def house_on(database: SqlDatabase) -> House:
    return House(
        SqlAccessStore(database), SqlAccessReader(database), SqlOrganisationsReader(database)
    )


def test_of_many_admins_who_resign_at_once_one_stays(house: House) -> None:
    for _ in range(ROUNDS):
        admins = [house.boss, *(house.member(Role.ADMIN, house.root) for _ in range(15))]

        ends = at_once(*[partial(house.take, one, one.user_id) for one in admins])

        assert [type(one) for one in ends if one is not None] == [LastAdmin]
        left = [one for one in admins if house.level(one, house.root) is Level.ADMINISTER]
        assert len(left) == 1
        house.boss = left[0]


def test_two_admins_who_remove_each_other_at_once_leave_one(house: House) -> None:
    for _ in range(ROUNDS):
        first, second = house.boss, house.member(Role.ADMIN, house.root)

        ends = at_once(
            partial(house.suspend, first, second.user_id),
            partial(house.remove, second, first.user_id),
        )

        assert sum(one is None for one in ends) == 1
        left = [one for one in (first, second) if house.level(one, house.root)]
        assert len(left) == 1
        house.boss = left[0]
        for one in (first, second):
            if one is not house.boss and house.lists.membership(one.organisation_id, one.user_id):
                house.remove(house.boss, one.user_id)


@pytest.mark.parametrize("how", ["revoke", "leave", "remove", "lower"])
def test_what_is_passed_on_at_the_same_moment_goes_or_shrinks_with_its_share(
    house: House, how: str
) -> None:
    for _ in range(ROUNDS):
        crew, leaf = house.department(), house.thing(house.boss)
        giver, friends = house.member(at=crew), [house.member() for _ in range(4)]
        share = house.share(house.boss, leaf, crew, Level.MANAGE)
        ends: dict[str, Callable[[], object]] = {
            "revoke": partial(house.revoke, house.boss, share.id),
            "leave": partial(house.take, house.boss, giver.user_id, crew),
            "remove": partial(house.remove, house.boss, giver.user_id),
            "lower": partial(house.change, house.boss, share.id, Level.EDIT),
        }
        passes = [partial(house.share, giver, leaf, to.user_id, Level.MANAGE) for to in friends]

        refused = at_once(ends[how], *passes)

        assert refused[0] is None
        left = Level.EDIT if how == "lower" else None
        given = [left if one is None else None for one in refused[1:]]
        assert [house.level(one, leaf) for one in friends] == given


def test_two_moves_at_once_make_no_cycle(house: House) -> None:
    for _ in range(ROUNDS):
        one, other = house.department(), house.department()

        ends = at_once(
            partial(house.move_department, house.boss, one, other),
            partial(house.move_department, house.boss, other, one),
        )

        refused = [end for end in ends if end is not None]
        assert len(refused) == 1
        assert isinstance(refused[0], WouldCycle)
        assert len(refused[0].path) == TWO
        with house.store.transaction() as work:
            ways = [work.scopes.way(house.boss.organisation_id, it) for it in (one, other)]
        assert sorted(len(way) for way in ways) == [2, 3]


def test_a_thing_that_is_added_while_its_folder_moves_stands_where_the_folder_stands(
    house: House,
) -> None:
    left, right = house.department(), house.department()
    reader = house.member(at=right)
    folder = house.folder(house.boss, left)
    added, moved = Event(), Event()
    thing = ids.new()

    def add() -> None:
        with house.store.transaction() as work:
            work.things.add(Owned(
                id=thing, kind="document", organisation_id=house.boss.organisation_id,
                owner_id=house.boss.user_id, parent=folder,
            ))  # fmt: skip
            added.set()
            moved.wait(timeout=0.5)  # the move must wait for this commit: it cannot be set
            work.commit()

    def move() -> None:
        added.wait(timeout=60)
        house.move(house.boss, folder, right)
        moved.set()

    assert at_once(add, move) == [None, None]

    assert house.level(reader, thing) is Level.VIEW


def test_a_use_that_is_spent_while_a_link_is_rotated_stays_spent(house: House) -> None:
    secrets = HashedLinkSecrets(Argon2PasswordHasher())
    new = NewLink(LinkId(ids.new()), house.folder(house.boss), Level.VIEW, max_uses=1)
    old = IssueLink(house.store, secrets, house.clock)(house.boss, new).now.link
    spent, rotated = Event(), Event()
    kept: list[GuestLink] = []

    def spend() -> None:
        with house.store.transaction() as work:
            held = work.links.by_digest(old.digest)
            assert held is not None
            work.links.save(held.opened(house.now))
            spent.set()
            rotated.wait(timeout=0.5)  # the rotation must wait for this commit: it cannot be set
            work.commit()

    def rotate() -> None:
        spent.wait(timeout=60)
        rotation = Rotation(old.id, LinkId(ids.new()))
        renewed = RotateLink(house.store, secrets, house.clock)(house.boss, rotation)
        kept.append(renewed.now.link)
        rotated.set()

    assert at_once(spend, rotate) == [None, None]

    assert [one.used for one in kept] == [1]


def test_versions_are_given_out_once_each_and_in_order(house: House) -> None:
    before = house.reader.version(house.boss.organisation_id)

    at_once(*[house.department for _ in range(8)])

    entries = house.lists.audit(house.root, after=0, limit=100)
    assert house.reader.version(house.boss.organisation_id) == before + 8
    assert [one.number for one in entries] == list(range(1, len(entries) + 1))


def test_the_new_enemy_never_sees_what_was_written_after_they_left(house: House) -> None:
    """Two writes in order: the enemy is put out, then something new is put in. Whoever reads at
    the second write's version must know of the first (Zanzibar, section 2.2).
    """
    friend, enemy = house.member(), house.member()
    folder = house.folder(house.boss)
    decide = CheckAccess(house.reader, house.lists, house.clock)
    for _ in range(ROUNDS):
        shared = house.share(house.boss, folder, enemy.user_id)
        house.revoke(house.boss, shared.id)
        thing = house.thing(house.boss, folder)
        version = house.reader.version(house.boss.organisation_id)
        given = house.share(house.boss, thing, friend.user_id)
        later = version + 1

        asked = [Check("view", thing)]
        assert not decide(enemy, asked, at_least=later)[0].allowed
        [told] = decide(friend, asked, at_least=later)
        assert told.access_version >= later
        assert told.allowed
        with pytest.raises(StaleSnapshot):
            decide(friend, asked, at_least=later + 1)
        house.revoke(house.boss, given.id)

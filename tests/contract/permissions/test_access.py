"""What the access engine promises, over each database."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.departments.remove_department import (
    OldDepartment,
    RemoveDepartment,
)
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.roles.giving import NewRole
from domain.access import Level, LevelNotHeld, Owned
from domain.errors import DomainError
from domain.ids import UserId
from domain.permissions.access.errors import (
    AlreadyMember,
    AlreadyShared,
    CannotHold,
    ExpiryPast,
    GrantNotFound,
    LastAdmin,
    LevelUnshareable,
    MemberNotFound,
    NotAShare,
    OnlyShared,
    OrganisationNotFound,
    OutlivesShare,
    ScopeChanged,
    ScopeNotFound,
    ScopeUnshareable,
    SharedWithOneself,
    SharedWithOwner,
    SubjectUnknown,
    TooDeep,
    WouldCycle,
)
from domain.permissions.access.grant import Grant, GrantId, Reason, Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEEPEST
from domain.principal import Kind, Principal
from support.organisations import House, ids, users

HOUR = timedelta(hours=1)


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


def test_who_founds_an_organisation_is_its_admin(house: House) -> None:
    assert house.level(house.boss, house.root) is Level.ADMINISTER


def test_a_member_without_roles_may_nothing(house: House) -> None:
    member = house.member()

    assert house.level(member, house.root) is None
    assert house.level(member, house.thing(house.boss)) is None


def test_a_role_reaches_down_to_everything_beneath(house: House) -> None:
    top = house.department()
    leaf = house.thing(house.boss, house.folder(house.boss, house.department(top)))
    manager = house.member(Role.MANAGER, top)

    assert house.level(manager, leaf) is Level.MANAGE
    assert house.level(manager, house.root) is None
    assert house.level(manager, house.thing(house.boss)) is None


def test_the_strongest_of_several_grants_wins(house: House) -> None:
    top = house.department()
    member = house.member(Role.VIEWER, top)
    leaf = house.thing(house.boss, top)

    house.share(house.boss, leaf, member.user_id, Level.MANAGE)
    house.give(house.boss, member.user_id, Role.CONTRIBUTOR, leaf)

    assert house.level(member, leaf) is Level.MANAGE


def test_an_owner_manages_what_is_theirs(house: House) -> None:
    member = house.member()
    mine = house.thing(member)

    assert house.level(member, mine) is Level.MANAGE
    assert house.who(mine) == {
        member.user_id: Level.MANAGE,
        house.boss.user_id: Level.ADMINISTER,
    }


def test_a_restricted_scope_keeps_out_what_is_given_above_but_for_admins(house: House) -> None:
    top = house.department()
    manager, friend = house.member(Role.MANAGER, top), house.member()
    owner = house.member(Role.CONTRIBUTOR, top)
    private = house.folder(owner, top, inherits=False)
    leaf = house.thing(owner, private)
    house.share(owner, private, friend.user_id, Level.EDIT)

    held = {one.user_id: house.level(one, leaf) for one in (manager, friend, owner, house.boss)}

    assert held == {
        manager.user_id: None,
        friend.user_id: Level.EDIT,
        owner.user_id: Level.MANAGE,
        house.boss.user_id: Level.ADMINISTER,
    }


def test_an_admin_of_a_department_does_not_reach_what_is_restricted_beneath(house: House) -> None:
    top = house.department()
    head = house.member(Role.ADMIN, top)
    private = house.folder(house.boss, top, inherits=False)

    assert house.level(head, top) is Level.ADMINISTER
    assert house.level(head, private) is None


def test_a_share_with_a_department_reaches_those_with_a_role_in_it_or_beneath(house: House) -> None:
    top = house.department()
    inner = house.department(top)
    leaf = house.thing(house.boss)
    inside, beneath, outside = house.member(at=top), house.member(at=inner), house.member()

    house.share(house.boss, leaf, top, Level.EDIT)

    assert house.level(inside, leaf) is house.level(beneath, leaf) is Level.EDIT
    assert house.level(outside, leaf) is None
    assert set(house.who(leaf)) == users([inside, beneath, house.boss])


def test_a_role_on_a_folder_makes_nobody_part_of_its_department(house: House) -> None:
    top = house.department()
    folder = house.folder(house.boss, top)
    leaf = house.thing(house.boss)
    reader = house.member()
    house.give(house.boss, reader.user_id, Role.VIEWER, folder)

    house.share(house.boss, leaf, top)

    assert house.level(reader, folder) is Level.VIEW
    assert house.level(reader, leaf) is None
    assert house.who(leaf) == {house.boss.user_id: Level.ADMINISTER}


def test_a_share_with_the_organisation_reaches_every_active_member(house: House) -> None:
    leaf = house.thing(house.boss, inherits=False)
    member, away = house.member(), house.member()
    house.suspend(house.boss, away.user_id)

    house.share(house.boss, leaf, house.root)

    assert house.level(member, leaf) is Level.VIEW
    assert house.level(away, leaf) is None
    assert set(house.who(leaf)) == users([member, house.boss])


def test_a_grant_ends_on_the_moment(house: House) -> None:
    leaf, member = house.thing(house.boss), house.member()
    house.share(house.boss, leaf, member.user_id, expires_at=house.now + HOUR)

    house.clock.step(HOUR - timedelta(microseconds=1))
    assert house.level(member, leaf) is Level.VIEW
    house.clock.step(timedelta(microseconds=1))

    assert house.level(member, leaf) is None
    assert house.listed(member) == []
    assert set(house.who(leaf)) == users([house.boss])


def test_who_is_suspended_may_nothing_until_they_are_resumed(house: House) -> None:
    member = house.member(Role.MANAGER, house.root)
    mine = house.thing(member)

    house.suspend(house.boss, member.user_id)
    assert house.level(member, mine) is None
    assert house.listed(member) == []
    assert house.access.within(member, "document") == frozenset()
    house.resume(house.boss, member.user_id)

    assert house.level(member, mine) is Level.MANAGE


def test_what_a_removed_member_owned_belongs_to_the_organisation(house: House) -> None:
    owner, friend = house.member(), house.member()
    mine = house.thing(owner, inherits=False)
    kept = house.share(owner, mine, friend.user_id)

    house.remove(house.boss, owner.user_id)

    found = house.lists.scope(house.boss.organisation_id, mine)
    assert found is not None
    assert found.owner_id is None
    assert set(house.grants(mine)) == {kept.id}
    assert house.level(owner, mine) is None
    with pytest.raises(MemberNotFound):
        house.remove(house.boss, owner.user_id)


def test_nothing_of_another_organisation_is_known(house: House, world: Injector) -> None:
    other = House.of(world)
    theirs = other.thing(other.boss)

    assert house.level(house.boss, theirs) is None
    assert house.level(house.boss, other.root) is None
    both = Principal(other.boss.user_id, house.boss.organisation_id)
    assert house.level(both, theirs) is None
    with pytest.raises(ScopeNotFound):
        house.share(house.boss, theirs, house.boss.user_id)
    with pytest.raises(ScopeNotFound):
        house.thing(house.boss, parent=other.root)
    with pytest.raises(OrganisationNotFound):
        house.department(by=both)


def test_a_guest_is_its_link_and_edits_at_most(house: House) -> None:
    folder = house.folder(house.boss, inherits=False)
    leaf, link = house.thing(house.boss, folder), ids.new()
    grant = Grant(
        id=GrantId(ids.new()), organisation_id=house.boss.organisation_id, scope_id=folder,
        subject=Subject(SubjectKind.LINK, link), level=Level.MANAGE, reason=Reason.LINK,
        given_by=house.boss.user_id, created_at=house.now, expires_at=house.now + HOUR,
    )  # fmt: skip
    with house.store.transaction() as work:
        assert work.grants.add(grant)
        work.commit()
    guest = Principal(house.acting(link).user_id, house.boss.organisation_id, Kind.GUEST)

    assert house.level(guest, leaf) is Level.EDIT
    assert house.listed(guest) == [leaf]
    assert house.access.within(guest, "document") == frozenset({leaf})
    assert link in house.who(leaf)
    with pytest.raises(OrganisationNotFound):
        house.folder(guest, folder)
    house.clock.step(HOUR)
    assert house.level(guest, leaf) is None


def test_a_guest_holds_what_the_link_gives_and_nothing_that_bears_its_id(house: House) -> None:
    leaf, link = house.thing(house.boss), UserId(ids.new())
    guest = Principal(link, house.boss.organisation_id, Kind.GUEST)
    owned = Grant.ownership(leaf, guest.organisation_id, link, now=house.now)
    with house.store.transaction() as work:
        assert work.grants.add(replace(owned, id=GrantId(ids.new())))
        work.commit()

    assert house.level(guest, leaf) is None
    assert house.access.levels(guest, [leaf, house.root]) == {}
    assert house.listed(guest) == []
    assert house.access.within(guest, "document") == frozenset()
    assert house.reader.standing(guest, leaf).level(house.now) is None
    assert set(house.who(leaf)) == users([house.boss])


def test_what_a_guest_puts_in_belongs_to_the_organisation(house: House) -> None:
    guest = Principal(UserId(ids.new()), house.boss.organisation_id, Kind.GUEST)

    made = house.thing(guest)

    found = house.lists.scope(house.boss.organisation_id, made)
    assert found is not None
    assert found.owner_id is None
    assert house.grants(made) == {}
    assert set(house.who(made)) == users([house.boss])


def test_a_bounded_principal_may_no_more_than_its_bound(house: House) -> None:
    bounded = replace(house.boss, at_most=Level.EDIT)
    leaf = house.thing(house.boss)

    assert house.level(bounded, leaf) is Level.EDIT
    assert house.access.levels(bounded, [leaf]) == {leaf: Level.EDIT}
    with pytest.raises(LevelNotHeld):
        house.share(bounded, leaf, house.member().user_id)


def test_moving_a_department_moves_what_is_inherited(house: House) -> None:
    left, right = house.department(), house.department()
    inner = house.department(left)
    leaf = house.thing(house.boss, house.folder(house.boss, inner))
    of_left, of_right = house.member(at=left), house.member(at=right)

    house.move_department(house.boss, inner, right)

    assert house.level(of_left, leaf) is None
    assert house.level(of_right, leaf) is Level.VIEW
    found = house.lists.scope(house.boss.organisation_id, leaf)
    assert found is not None
    assert found.depth == 4


def test_a_move_beneath_itself_is_refused_with_the_path(house: House) -> None:
    top = house.department()
    middle = house.department(top)
    bottom = house.department(middle)

    with pytest.raises(WouldCycle) as refused:
        house.move_department(house.boss, top, bottom)

    assert refused.value.path == (top, middle, bottom)
    with pytest.raises(WouldCycle):
        house.move_department(house.boss, top, top)


def test_departments_stand_32_deep_and_no_deeper(house: House) -> None:
    parent: UUID | None = None
    for _ in range(DEEPEST):
        parent = house.department(parent)
    deepest = parent
    with pytest.raises(TooDeep):
        house.department(deepest)
    two = house.department()
    house.department(two)
    with pytest.raises(TooDeep):
        house.move_department(house.boss, two, deepest)

    folder = house.folder(house.boss, deepest)
    for _ in range(DEEPEST - 1):
        folder = house.folder(house.boss, folder)
    with pytest.raises(TooDeep):
        house.folder(house.boss, folder)
    assert house.level(house.boss, house.thing(house.boss, folder)) is Level.ADMINISTER


def test_a_move_from_an_older_version_is_refused(house: House) -> None:
    one, other = house.department(), house.department()
    house.move_department(house.boss, one, other, seen=1)

    with pytest.raises(ScopeChanged):
        house.move_department(house.boss, one, None, seen=1)


def test_things_hold_nothing_and_departments_stand_in_departments_only(house: House) -> None:
    leaf, folder = house.thing(house.boss), house.folder(house.boss)
    with pytest.raises(ScopeNotFound):
        house.thing(house.boss, leaf)
    with pytest.raises(ScopeNotFound):
        house.thing(house.boss, uuid4())
    for parent in (leaf, folder):
        with pytest.raises(CannotHold):
            house.department(parent)


def test_adding_a_thing_twice_is_fine(house: House) -> None:
    owned = Owned(
        id=ids.new(), kind="document", organisation_id=house.boss.organisation_id,
        owner_id=house.boss.user_id,
    )  # fmt: skip
    for _ in range(2):
        with house.store.transaction() as work:
            work.things.add(owned)
            work.commit()

    assert house.listed(house.boss) == [owned.id]


def test_what_hung_under_a_removed_folder_hangs_under_its_parent(house: House) -> None:
    member, friend = house.member(at=house.root), house.member()
    folder = house.folder(house.boss)
    leaf = house.thing(house.boss, folder)
    house.share(house.boss, folder, friend.user_id)

    house.remove_thing(folder)

    assert house.level(member, leaf) is Level.VIEW
    assert house.level(friend, leaf) is None
    assert house.lists.scope(house.boss.organisation_id, folder) is None
    assert house.grants(folder) == {}


def test_removing_a_restricted_folder_opens_nothing(house: House) -> None:
    member = house.member(at=house.root)
    leaf = house.thing(house.boss, house.folder(house.boss, inherits=False))
    folder = house.lists.scope(house.boss.organisation_id, leaf)
    assert folder is not None
    assert folder.parent_id is not None

    house.remove_thing(folder.parent_id)

    assert house.level(member, leaf) is None
    assert house.level(house.boss, leaf) is Level.ADMINISTER


# Roles


def test_a_manager_gives_at_most_manager_within_what_they_manage(house: House) -> None:
    top = house.department()
    manager, member = house.member(Role.MANAGER, top), house.member()

    house.give(manager, member.user_id, Role.MANAGER, top)
    assert house.level(member, top) is Level.MANAGE
    with pytest.raises(LevelNotHeld):
        house.give(manager, member.user_id, Role.ADMIN, top)
    with pytest.raises(LevelNotHeld):
        house.give(manager, member.user_id, Role.VIEWER)
    with pytest.raises(LevelNotHeld):
        house.give(manager, manager.user_id, Role.ADMIN, top)


def test_only_admins_touch_admins(house: House) -> None:
    manager = house.member(Role.MANAGER, house.root)
    with pytest.raises(LevelNotHeld):
        house.give(manager, house.boss.user_id, Role.VIEWER)
    with pytest.raises(LevelNotHeld):
        house.take(manager, house.boss.user_id)
    for change in (house.suspend, house.remove):
        with pytest.raises(LevelNotHeld):
            change(manager, house.boss.user_id)


def test_who_holds_through_a_share_gives_no_roles(house: House) -> None:
    folder, friend, other = house.folder(house.boss), house.member(), house.member()
    house.share(house.boss, folder, friend.user_id, Level.MANAGE, house.now + HOUR)

    with pytest.raises(OnlyShared):
        house.give(friend, other.user_id, Role.VIEWER, folder)
    with pytest.raises(OnlyShared):
        house.give(friend, friend.user_id, Role.MANAGER, folder)


def test_who_holds_through_a_share_takes_no_roles_but_their_own(house: House) -> None:
    department, friend, other = house.department(), house.member(), house.member()
    for who in (friend, other):
        house.give(house.boss, who.user_id, Role.VIEWER, department)
    house.share(house.boss, department, friend.user_id, Level.MANAGE, house.now + HOUR)

    with pytest.raises(OnlyShared):
        house.take(friend, other.user_id, department)

    assert house.level(other, department) is Level.VIEW
    house.take(friend, friend.user_id, department)


def test_who_holds_through_a_share_closes_no_department(house: House, world: Injector) -> None:
    department, friend = house.department(), house.member()
    house.share(house.boss, department, friend.user_id, Level.MANAGE)

    with pytest.raises(OnlyShared):
        world.get(RemoveDepartment)(friend, OldDepartment(department))

    assert house.level(house.boss, department) is Level.ADMINISTER


@pytest.mark.parametrize("out", [False, True], ids=["in", "out"])
def test_who_holds_through_a_share_moves_no_department_in_or_out(house: House, out: bool) -> None:
    """Whoever has a role in it would belong to another group for good."""
    shared, other = house.department(), house.department()
    moved, there = house.department(shared if out else other), other if out else shared
    friend = house.member(Role.MANAGER, other)
    house.give(house.boss, friend.user_id, Role.MANAGER, moved)
    secret = house.thing(house.boss)
    house.share(house.boss, secret, shared, Level.EDIT)
    house.share(house.boss, shared, friend.user_id, Level.MANAGE, house.now + HOUR)
    before = house.level(friend, secret)

    with pytest.raises(OnlyShared):
        house.move_department(friend, moved, there)

    assert house.level(friend, secret) is before


@pytest.mark.parametrize("way", ["give", "take", "suspend", "remove"])
def test_the_last_admin_stays_on_every_path(house: House, way: str) -> None:
    second = house.member(Role.ADMIN, house.root)
    house.suspend(house.boss, second.user_id)
    boss = house.boss.user_id
    paths: dict[str, Callable[[], object]] = {
        "give": lambda: house.give(house.boss, boss, Role.MANAGER),
        "take": lambda: house.take(house.boss, boss),
        "suspend": lambda: house.suspend(house.boss, boss),
        "remove": lambda: house.remove(house.boss, boss),
    }

    with pytest.raises(LastAdmin):
        paths[way]()
    assert house.level(house.boss, house.root) is Level.ADMINISTER
    house.resume(house.boss, second.user_id)
    paths[way]()

    assert house.level(house.boss, house.root) is not Level.ADMINISTER


def test_nobody_joins_twice(house: House) -> None:
    add = AddMember(house.store, house.clock, ids)
    with pytest.raises(AlreadyMember):
        add(house.boss, NewRole(house.member().user_id, Role.VIEWER))


# Shares


def test_a_share_that_makes_no_sense_is_refused(house: House, world: Injector) -> None:
    owner, leaf_owner = house.member(), house.boss
    mine = house.thing(owner)
    leaf = house.thing(leaf_owner)
    friend = house.member()
    refused: list[tuple[type[DomainError], UUID, UUID, Level, int]] = [
        (SharedWithOneself, leaf, house.boss.user_id, Level.VIEW, 1),
        (SharedWithOwner, mine, owner.user_id, Level.VIEW, 1),
        (SubjectUnknown, leaf, uuid4(), Level.VIEW, 1),
        (SubjectUnknown, leaf, House.of(world).root, Level.VIEW, 1),
        (SubjectUnknown, leaf, House.of(world).boss.user_id, Level.VIEW, 1),
        (LevelUnshareable, leaf, friend.user_id, Level.ADMINISTER, 1),
        (ScopeUnshareable, house.root, friend.user_id, Level.VIEW, 1),
        (ExpiryPast, leaf, friend.user_id, Level.VIEW, 0),
        (ScopeNotFound, uuid4(), friend.user_id, Level.VIEW, 1),
    ]
    for error, scope, subject, level, hours in refused:
        with pytest.raises(error):
            house.share(house.boss, scope, subject, level, house.now + hours * HOUR)
    house.share(house.boss, leaf, friend.user_id)
    with pytest.raises(AlreadyShared):
        house.share(house.boss, leaf, friend.user_id, Level.EDIT)


def test_a_share_that_is_over_makes_room_for_the_next(house: House) -> None:
    leaf, friend = house.thing(house.boss), house.member()
    house.share(house.boss, leaf, friend.user_id, expires_at=house.now + HOUR)
    house.clock.step(HOUR)

    house.share(house.boss, leaf, friend.user_id, Level.EDIT)

    assert house.level(friend, leaf) is Level.EDIT


def test_who_views_shares_nothing_and_who_knows_nothing_learns_nothing(house: House) -> None:
    leaf, viewer, stranger = house.thing(house.boss), house.member(), house.member()
    grant = house.share(house.boss, leaf, viewer.user_id)

    with pytest.raises(LevelNotHeld):
        house.share(viewer, leaf, stranger.user_id)
    with pytest.raises(ScopeNotFound):
        house.share(stranger, leaf, viewer.user_id)
    with pytest.raises(GrantNotFound):
        house.revoke(stranger, grant.id)
    with pytest.raises(GrantNotFound):
        house.revoke(stranger, uuid4())


def test_a_reshare_never_outlives_or_exceeds_the_share_it_came_through(house: House) -> None:
    leaf = house.thing(house.boss)
    first, second, third = house.member(), house.member(), house.member()
    end = house.now + HOUR
    one = house.share(house.boss, leaf, first.user_id, Level.MANAGE, end)

    with pytest.raises(OutlivesShare):
        house.share(first, leaf, second.user_id)
    with pytest.raises(OutlivesShare):
        house.share(first, leaf, second.user_id, expires_at=end + HOUR)
    two = house.share(first, leaf, second.user_id, Level.MANAGE, end)
    three = house.share(second, leaf, third.user_id, Level.MANAGE, end)
    assert (two.through, three.through) == (one.id, two.id)
    house.change(house.boss, one.id, Level.EDIT, end - timedelta(minutes=30))

    held = house.grants(leaf)
    assert {held[it].level for it in (one.id, two.id, three.id)} == {Level.EDIT}
    assert {held[it].expires_at for it in (two.id, three.id)} == {end - timedelta(minutes=30)}
    house.revoke(house.boss, one.id)
    assert house.level(third, leaf) is house.level(second, leaf) is None


def test_of_several_shares_the_longest_lived_entitles(house: House) -> None:
    """To themselves for an hour, to everybody for two, and for good to their department."""
    folder, crew = house.folder(house.boss), house.department()
    ben, cleo, dora = (house.member(at=crew), house.member(), house.member())
    hour, later = house.now + timedelta(hours=1), house.now + timedelta(hours=2)
    house.share(house.boss, folder, ben.user_id, Level.MANAGE, hour)
    longer = house.share(house.boss, folder, house.root, Level.MANAGE, later)
    assert house.share(ben, folder, cleo.user_id, Level.EDIT, later).through == longer.id
    with pytest.raises(OutlivesShare):
        house.share(ben, folder, dora.user_id)
    lasting = house.share(house.boss, folder, crew, Level.MANAGE)
    assert house.share(ben, folder, dora.user_id).through == lasting.id


def test_who_manages_through_a_share_raises_no_other_beyond_it(house: House) -> None:
    folder, ben, cleo = house.folder(house.boss), house.member(), house.member()
    hour = house.now + timedelta(hours=1)
    bens = house.share(house.boss, folder, ben.user_id, Level.MANAGE, hour)
    cleos = house.share(house.boss, folder, cleo.user_id)
    with pytest.raises(OutlivesShare):
        house.change(ben, cleos.id, Level.MANAGE)
    assert house.level(cleo, folder) is Level.VIEW
    assert house.change(ben, cleos.id, Level.MANAGE, hour).through == bens.id
    house.revoke(house.boss, bens.id)
    assert house.level(cleo, folder) is None


@pytest.mark.parametrize("act", ["give", "take"])
def test_only_who_may_administer_touches_an_admin(house: House, act: str) -> None:
    """Also an admin may not, who has lent less than that."""
    other = house.member(Role.ADMIN, house.root)
    bounded = replace(house.boss, at_most=Level.MANAGE)
    acts = {
        "give": partial(house.give, bounded, other.user_id, Role.VIEWER),
        "take": partial(house.take, bounded, other.user_id),
    }
    with pytest.raises(LevelNotHeld):
        acts[act]()
    assert house.level(other, house.root) is Level.ADMINISTER


def test_nobody_frees_their_own_share_from_its_end(house: House) -> None:
    leaf, first, second = house.thing(house.boss), house.member(), house.member()
    end = house.now + HOUR
    one = house.share(house.boss, leaf, first.user_id, Level.MANAGE, end)
    house.share(first, leaf, second.user_id, Level.MANAGE, end)

    for who in (first, second):
        with pytest.raises((OnlyShared, OutlivesShare)):
            house.change(who, one.id, Level.MANAGE, None)


def test_what_was_passed_on_is_taken_back_when_the_thing_leaves_what_was_shared(
    house: House,
) -> None:
    folder, elsewhere = house.folder(house.boss), house.folder(house.boss)
    leaf, first, second = house.thing(house.boss, folder), house.member(), house.member()
    house.share(house.boss, folder, first.user_id, Level.MANAGE)
    house.share(first, leaf, second.user_id)
    assert house.level(second, leaf) is Level.VIEW

    house.move(house.boss, leaf, elsewhere)

    assert house.level(second, leaf) is None


def test_what_was_passed_on_is_taken_back_when_its_department_leaves_what_was_shared(
    house: House,
) -> None:
    top = house.department()
    inner = house.department(top)
    leaf, first, second = house.thing(house.boss, inner), house.member(), house.member()
    house.share(house.boss, top, first.user_id, Level.MANAGE)
    house.share(first, leaf, second.user_id)

    house.move_department(house.boss, inner, None)

    assert house.level(second, leaf) is house.level(first, leaf) is None


def test_restricting_takes_back_what_was_passed_on_from_above(house: House) -> None:
    folder = house.folder(house.boss)
    leaf, first, second = house.thing(house.boss, folder), house.member(), house.member()
    house.share(house.boss, folder, first.user_id, Level.MANAGE)
    house.share(first, leaf, second.user_id)

    house.move(house.boss, leaf, inherits=False)
    assert house.level(second, leaf) is house.level(first, leaf) is None
    house.move(house.boss, leaf, inherits=True)

    assert house.level(first, leaf) is Level.MANAGE
    assert house.level(second, leaf) is None


@pytest.mark.parametrize(("role", "moves"), [(Role.VIEWER, False), (Role.CONTRIBUTOR, True)])
def test_things_are_moved_to_where_one_may_edit(house: House, role: Role, *, moves: bool) -> None:
    there, ben, folder = house.department(), house.member(), house.folder(house.boss)
    house.give(house.boss, ben.user_id, Role.MANAGER, folder)
    refused: Any = nullcontext() if moves else pytest.raises(LevelNotHeld)
    with pytest.raises(LevelNotHeld):
        house.move(ben, folder, there)
    house.give(house.boss, ben.user_id, role, there)
    with refused:
        assert house.move(ben, folder, there).parent_id == there


@pytest.mark.parametrize("how", ["take", "remove", "move"])
def test_what_one_of_a_group_passed_on_goes_when_they_leave_it(house: House, how: str) -> None:
    crew = house.department()
    inner = house.department(crew)
    leaf, friend, further = house.thing(house.boss), house.member(), house.member()
    leaver, stays = house.member(at=inner), house.member(at=crew)
    house.share(house.boss, leaf, crew, Level.MANAGE)
    house.share(leaver, leaf, friend.user_id, Level.MANAGE)
    house.share(friend, leaf, further.user_id)
    other = house.member()
    house.share(stays, leaf, other.user_id, Level.EDIT)

    if how == "take":
        house.take(house.boss, leaver.user_id, inner)
    elif how == "remove":
        house.remove(house.boss, leaver.user_id)
    else:
        house.move_department(house.boss, inner, None)

    held = [house.level(one, leaf) for one in (leaver, friend, further, stays, other)]
    assert held == [None, None, None, Level.MANAGE, Level.EDIT]


def test_who_comes_back_owns_nothing_that_came_in_as_they_were_removed(house: House) -> None:
    person, other = house.member(), house.member()
    before, kept = house.thing(person, inherits=False), house.thing(other, inherits=False)
    house.remove(house.boss, person.user_id)
    late = house.thing(person, inherits=False)  # it was asked for before

    house.again(person, Role.VIEWER, house.department())

    assert [house.level(person, one) for one in (before, late)] == [None, None]
    assert house.level(other, kept) is Level.MANAGE


def test_who_leaves_a_group_by_one_way_and_stays_by_another_passes_on_what_they_did(
    house: House,
) -> None:
    crew = house.department()
    inner = house.department(crew)
    leaf, friend, twice = house.thing(house.boss), house.member(), house.member(at=inner)
    house.give(house.boss, twice.user_id, Role.VIEWER, crew)
    house.share(house.boss, leaf, crew, Level.MANAGE)
    house.share(twice, leaf, friend.user_id)

    house.take(house.boss, twice.user_id, inner)
    house.suspend(house.boss, twice.user_id)  # who may come back

    assert house.level(friend, leaf) is Level.VIEW


@pytest.mark.parametrize("whose", ["own", "friend", "role"])
def test_who_holds_a_thing_by_a_share_moves_it_to_where_nobody_gets_it_for_good(
    house: House, whose: str
) -> None:
    shared, mover, friend = house.department(), house.member(), house.member()
    leaf, inner = house.thing(house.boss, shared), house.department(shared)
    for who in (mover, friend):
        house.share(house.boss, shared, who.user_id, Level.MANAGE, house.now + HOUR)
    there = inner if whose == "role" else house.folder(mover if whose == "own" else friend, shared)
    if whose == "role":
        house.give(house.boss, friend.user_id, Role.VIEWER, inner)

    with pytest.raises(OnlyShared):
        house.move(mover, leaf, there)

    house.clock.step(HOUR)
    assert (house.level(mover, leaf), house.level(friend, leaf)) == (None, None)


@pytest.mark.parametrize("whose", ["own", "friend", "crew"])
def test_nor_to_where_somebody_keeps_it_by_another_share(house: House, whose: str) -> None:
    shared, mover, friend = house.folder(house.boss), house.member(), house.member()
    crew, leaf = house.department(), house.thing(house.boss, shared)
    house.give(house.boss, mover.user_id, Role.VIEWER, crew)
    there = house.folder(house.boss, shared)
    share = house.share(house.boss, shared, mover.user_id, Level.MANAGE)
    subjects = {"own": mover.user_id, "friend": friend.user_id, "crew": crew}
    house.share(house.boss, there, subjects[whose], Level.VIEW)

    with pytest.raises(OnlyShared):
        house.move(mover, leaf, there)

    house.revoke(house.boss, share.id)
    assert (house.level(mover, leaf), house.level(friend, leaf)) == (None, None)


def test_it_goes_where_others_get_no_more_than_they_have(house: House) -> None:
    shared, mover, crew = house.folder(house.boss), house.member(), house.department()
    friend, guest = house.member(at=crew), house.member()
    leaf, there = house.thing(house.boss, shared), house.folder(house.boss, shared)
    house.share(house.boss, shared, crew, Level.EDIT)
    house.share(house.boss, there, crew, Level.VIEW)
    share = house.share(house.boss, shared, mover.user_id, Level.MANAGE)
    house.share(mover, there, guest.user_id, Level.EDIT)

    house.move(mover, leaf, there)

    assert house.level(guest, leaf) is Level.EDIT
    house.revoke(house.boss, share.id)
    held = [house.level(one, leaf) for one in (mover, guest, friend)]
    assert held == [None, None, Level.EDIT]


def test_a_share_moves_things_within_what_is_shared_only(house: House) -> None:
    shared, friend = house.folder(house.boss), house.member()
    inner, leaf = house.folder(house.boss, shared), house.thing(house.boss, shared)
    house.share(house.boss, shared, friend.user_id, Level.MANAGE, house.now + HOUR)
    own = house.folder(friend, shared)
    house.clock.step(timedelta(minutes=1))

    house.move(friend, leaf, inner)
    with pytest.raises(OnlyShared):
        house.move(friend, leaf, inherits=False)
    house.move(house.boss, own, house.root)
    with pytest.raises(OnlyShared):
        house.move(friend, leaf, own)


def test_ownership_and_roles_are_not_revoked_as_shares(house: House) -> None:
    leaf = house.thing(house.boss)

    with pytest.raises(NotAShare):
        house.revoke(house.boss, leaf)


def test_one_gives_back_what_one_was_given(house: House) -> None:
    leaf, friend = house.thing(house.boss), house.member()
    grant = house.share(house.boss, leaf, friend.user_id)

    house.revoke(friend, grant.id)

    assert house.level(friend, leaf) is None


# Lists


def test_lists_are_complete_and_in_full_pages(house: House) -> None:
    top, member = house.department(), house.member()
    seen = [house.thing(house.boss, top) for _ in range(5)]
    house.thing(house.boss, top, inherits=False)
    house.thing(house.boss, top, kind="conversation")
    house.thing(house.boss)
    house.give(house.boss, member.user_id, Role.VIEWER, top)
    mine = house.thing(member)

    assert house.listed(member) == sorted([*seen, mine], reverse=True)
    first = house.access.listed(member, "document", Window(3))
    assert len(first.items) == 3


def test_a_list_is_complete_while_grants_come_and_go(house: House) -> None:
    """What stays visible is listed once; what is taken back before its page came, is not."""
    ben = house.member()
    things = [house.thing(house.boss) for _ in range(12)]
    shares = {one: house.share(house.boss, one, ben.user_id) for one in things}
    found: list[UUID] = []
    after: UUID | None = None
    while True:
        page = house.access.listed(ben, "document", Window(2, after))
        found += page.items
        if page.next is None:
            break
        after = page.next
        house.revoke(house.boss, shares.pop(max(shares)).id)  # listed before
        house.revoke(house.boss, shares.pop(min(shares)).id)  # not listed yet
        house.share(house.boss, house.thing(house.boss), ben.user_id)  # newer than all

    assert found == sorted(found, reverse=True)
    assert set(shares) <= set(found) <= set(things)
    assert len(found) == len(set(found))
    gone = set(things) - set(shares)
    assert not {one for one in gone if one < min(shares)} & set(found)


def test_within_is_none_only_when_nothing_is_hidden(house: House) -> None:
    viewer, nobody = house.member(at=house.root), house.member()
    leaf = house.thing(house.boss)

    assert house.access.within(viewer, "document") is None
    assert house.access.within(nobody, "document") == frozenset()
    house.thing(house.boss, inherits=False)

    assert house.access.within(viewer, "document") == frozenset({leaf})
    assert house.access.within(house.boss, "document") is None


def test_what_stands_in_a_restricted_folder_is_hidden_too(house: House) -> None:
    viewer, leaf = house.member(at=house.root), house.thing(house.boss)
    folder = house.folder(house.boss, inherits=False)
    house.thing(house.boss, folder)

    assert house.access.within(viewer, "document") == frozenset({leaf})
    assert house.access.within(house.boss, "document") is None


def test_a_share_of_a_department_makes_nobody_part_of_it(house: House) -> None:
    crew, friend = house.department(), house.member()
    house.share(house.boss, crew, friend.user_id)
    leaf = house.thing(house.boss)
    house.share(house.boss, leaf, crew)

    assert house.level(friend, crew) is Level.VIEW
    assert house.level(friend, leaf) is None
    assert house.access.levels(friend, [crew, leaf]) == {crew: Level.VIEW}
    assert house.listed(friend) == []
    assert house.who(leaf) == {house.boss.user_id: Level.ADMINISTER}


def test_who_can_is_told_of_those_who_are_active(house: House) -> None:
    """Whichever way they hold it: to themselves, as everybody, or by their department."""
    crew = house.department()
    direct, everybody, ben = house.member(), house.member(), house.member(at=crew)
    one, all_, theirs = (house.thing(house.boss) for _ in range(3))
    house.share(house.boss, one, direct.user_id)
    house.share(house.boss, all_, house.root)
    house.share(house.boss, theirs, crew)
    found = {one: {direct}, all_: {direct, everybody, ben}, theirs: {ben}}
    for thing, members in found.items():
        assert set(house.who(thing)) == users([house.boss, *members])

    for gone in (direct, everybody, ben):
        house.suspend(house.boss, gone.user_id)

    for thing in found:
        assert set(house.who(thing)) == users([house.boss])


def test_of_equal_grants_the_lasting_is_named_and_then_the_nearest(house: House) -> None:
    crew, ben = house.department(), house.member()
    outer = house.folder(house.boss, crew)
    inner = house.folder(house.boss, outer)

    def named() -> UUID:
        page = house.reader.who(
            house.boss.organisation_id, inner, Window(10), now=house.now
        )  # fmt: skip
        [told] = [one.grant.id for one in page.items if one.id == ben.user_id]
        strongest = house.reader.standing(ben, inner).strongest(house.now)
        assert strongest is not None
        assert strongest.id == told
        return told

    far = house.share(house.boss, outer, ben.user_id)
    assert named() == far.id
    near = house.share(house.boss, inner, ben.user_id)
    assert named() == near.id
    role = house.give(house.boss, ben.user_id, Role.VIEWER, crew)
    assert named() == role.id
    nearer = house.give(house.boss, ben.user_id, Role.VIEWER, outer)
    assert named() == nearer.id


def test_people_act_in_organisations_of_which_they_are_active_members(house: House) -> None:
    person = house.member(Role.VIEWER)
    alone = house.lists.active_in(person.user_id, 2)
    membership = house.lists.membership(house.boss.organisation_id, person.user_id)
    house.suspend(house.boss, person.user_id)

    assert alone == [house.boss.organisation_id]
    assert membership is not None
    assert membership.joined_at.tzinfo is not None
    assert house.lists.active_in(person.user_id, 2) == []
    assert house.lists.active_in(house.boss.user_id, 0) == []
    assert house.lists.membership(house.boss.organisation_id, UserId(uuid4())) is None


def test_members_departments_and_organisations_are_listed(house: House) -> None:
    top = house.department(name="Tower")
    inner = house.department(top, name="Lamp")
    member = house.member(Role.CONTRIBUTOR, inner)

    page = house.lists.members(house.boss.organisation_id, Window(1))
    rest = house.lists.members(house.boss.organisation_id, Window(9, page.next))
    people = [*page.items, *rest.items]
    roles = {one.membership.person_id: [it.role for it in one.roles] for one in people}
    own = house.lists.of_person(house.boss.user_id, Window(9)).items

    assert roles == {house.boss.user_id: [Role.ADMIN], member.user_id: [Role.CONTRIBUTOR]}
    first = house.lists.departments(house.boss.organisation_id, Window(1))
    others = house.lists.departments(house.boss.organisation_id, Window(1, first.next))
    assert [one.id for one in (*first.items, *others.items)] == sorted([top, inner])
    assert (first.next, others.next) == (min(top, inner), None)
    assert [(one.organisation.id, one.role) for one in own] == [(house.root, Role.ADMIN)]

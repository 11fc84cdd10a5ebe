"""What explanations, previews and the audit promise, over each database."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from injector import Injector

from application.paging import Window
from application.permissions.access.audit.read_audit import ReadAudit
from application.permissions.access.decisions.check_access import Check, CheckAccess
from application.permissions.access.decisions.explain_access import ExplainAccess, Question
from application.permissions.access.decisions.preview_access import PreviewAccess, Shift, Shifts
from application.permissions.access.decisions.who_can import WhoCan
from application.permissions.access.departments.move_department import DepartmentMove
from application.permissions.access.organisations.list_members import ListMembers
from application.permissions.access.resources.remove_folder import OldFolder, RemoveFolder
from application.permissions.access.roles.giving import NewRole
from application.permissions.access.roles.take_role import OldRole
from application.permissions.access.sharing.list_grants import ListGrants
from domain.access import Level, LevelNotHeld
from domain.ids import UserId
from domain.permissions.access.audit import first_broken
from domain.permissions.access.errors import (
    ActionUnknown,
    NotAFolder,
    OrganisationNotFound,
    ScopeNotFound,
    StaleSnapshot,
)
from domain.permissions.access.role import Role
from domain.permissions.access.standing import Missing
from support.organisations import House

HOUR = timedelta(hours=1)


@pytest.fixture
def house(world: Injector) -> House:
    return House.of(world)


@pytest.fixture
def explain(house: House) -> ExplainAccess:
    return ExplainAccess(house.reader, house.clock)


def test_what_is_allowed_is_explained_by_the_way_down(house: House, explain: ExplainAccess) -> None:
    top = house.department()
    inner = house.department(top)
    folder = house.folder(house.boss)
    leaf, member = house.thing(house.boss, folder), house.member(at=inner)
    grant = house.share(house.boss, folder, top, Level.EDIT)

    told = explain(member, Question("edit", leaf))

    assert (told.allowed, told.level, told.missing) == (True, Level.EDIT, None)
    assert told.grant is not None
    assert told.grant.id == grant.id
    assert [one.id for one in told.way] == [folder, leaf]
    assert told.belongs is not None
    assert told.belongs.scope_id == inner


def test_what_is_denied_is_explained_by_what_is_missing(
    house: House, explain: ExplainAccess
) -> None:
    top = house.department()
    hidden = house.folder(house.boss, top, inherits=False)
    leaf = house.thing(house.boss, hidden)
    manager, nobody = house.member(Role.MANAGER, top), house.member()
    viewer, late, away = house.member(), house.member(), house.member()
    house.share(house.boss, leaf, viewer.user_id)
    house.share(house.boss, leaf, late.user_id, Level.EDIT, house.now + HOUR)
    house.suspend(house.boss, away.user_id)
    house.clock.step(HOUR)

    told = {
        name: explain(house.boss, Question("edit", leaf, who.user_id))
        for name, who in [("manager", manager), ("nobody", nobody), ("viewer", viewer),
                          ("late", late), ("away", away)]
    }  # fmt: skip

    assert {name: one.missing for name, one in told.items()} == {
        "manager": Missing.RESTRICTED,
        "nobody": Missing.GRANT,
        "viewer": Missing.LEVEL,
        "late": Missing.EXPIRED,
        "away": Missing.SUSPENDED,
    }
    assert told["manager"].cut == hidden
    stranger = explain(house.boss, Question("view", leaf, UserId(uuid4())))
    assert stranger.missing is Missing.MEMBERSHIP
    bounded = replace(house.boss, at_most=Level.VIEW)
    assert explain(bounded, Question("edit", leaf)).missing is Missing.BOUND


def test_who_may_not_view_it_learns_nothing_from_an_explanation(
    house: House, explain: ExplainAccess
) -> None:
    leaf, nobody, viewer = house.thing(house.boss), house.member(), house.member()
    house.share(house.boss, leaf, viewer.user_id)

    with pytest.raises(ScopeNotFound):
        explain(nobody, Question("view", leaf))
    with pytest.raises(ScopeNotFound):
        explain(nobody, Question("view", leaf, viewer.user_id))
    with pytest.raises(LevelNotHeld):
        explain(viewer, Question("view", leaf, nobody.user_id))


def test_decisions_are_given_in_batches_and_at_a_version(house: House) -> None:
    decide = CheckAccess(house.reader, house.lists, house.clock)
    leaf, viewer = house.thing(house.boss), house.member()
    house.share(house.boss, leaf, viewer.user_id)
    asked = [Check("view", leaf), Check("edit", leaf), Check("view", uuid4())]

    assert [one.allowed for one in decide(viewer, asked)] == [True, False, False]
    about = Check("view", leaf, person_id=viewer.user_id)
    assert decide(house.boss, [about])[0].allowed
    version = decide(viewer, asked)[0].access_version
    with pytest.raises(StaleSnapshot):
        decide(viewer, asked, at_least=version + 1)
    with pytest.raises(ActionUnknown):
        decide(viewer, [Check("conquer", leaf)])
    with pytest.raises(LevelNotHeld):
        decide(viewer, [Check("view", leaf, person_id=house.boss.user_id)])


def test_what_is_no_folder_is_not_removed_as_one(house: House) -> None:
    leaf = house.thing(house.boss)
    remove = RemoveFolder(house.store, house.clock)
    with pytest.raises(NotAFolder):
        remove(house.boss, OldFolder(leaf, seen=7))
    with pytest.raises(ScopeNotFound):
        remove(house.boss, OldFolder(uuid4()))
    assert house.level(house.boss, leaf) is Level.ADMINISTER


def test_lists_of_others_are_for_those_who_manage(house: House) -> None:
    leaf, viewer, nobody = house.thing(house.boss), house.member(), house.member()
    house.share(house.boss, leaf, viewer.user_id)
    who = WhoCan(house.reader, house.clock)
    grants = ListGrants(house.reader, house.lists, house.clock)

    for ask in (who, grants):
        with pytest.raises(LevelNotHeld):
            ask(viewer, leaf, Window(9))
        with pytest.raises(ScopeNotFound):
            ask(nobody, leaf, Window(9))
        assert len(ask(house.boss, leaf, Window(9)).items) == 2
        with pytest.raises(ScopeNotFound):
            ask(house.boss, uuid4(), Window(9))
    house.suspend(house.boss, nobody.user_id)
    with pytest.raises(OrganisationNotFound):
        ListMembers(house.lists)(nobody, Window(9))


def test_a_preview_tells_who_gains_and_loses_and_changes_nothing(
    house: House, world: Injector
) -> None:
    preview = world.get(PreviewAccess)
    left, right = house.department(), house.department()
    inner = house.department(left)
    of_left, of_right = house.member(Role.MANAGER, left), house.member(at=right)
    of_inner = house.member(at=inner)
    shared = house.thing(house.boss)
    house.share(house.boss, shared, right)
    version = house.reader.version(house.boss.organisation_id)

    moved = preview(house.boss, DepartmentMove(inner, right))

    gains, loses = _gains(moved), _loses(moved)
    assert {(one.subject_id, one.scope_id, one.after) for one in gains} == {
        (of_right.user_id, inner, Level.VIEW),
        (of_inner.user_id, shared, Level.VIEW),
    }
    assert {(one.subject_id, one.scope_id, one.before) for one in loses} == {
        (of_left.user_id, inner, Level.MANAGE),
    }
    gained = _gains(preview(house.boss, NewRole(of_inner.user_id, Role.ADMIN)))
    assert [(one.subject_id, one.before, one.after) for one in gained] == [
        (of_inner.user_id, None, Level.ADMINISTER)
    ]
    lost = _loses(preview(house.boss, OldRole(of_left.user_id, left)))
    assert [(one.scope_id, one.after) for one in lost] == [(left, None)]
    assert moved.is_whole
    assert moved.next is None
    assert house.reader.version(house.boss.organisation_id) == version
    with pytest.raises(LevelNotHeld):
        preview(of_right, DepartmentMove(inner, right))


def test_every_change_is_in_the_audit_and_a_change_of_the_audit_shows(house: House) -> None:
    member = house.member(Role.VIEWER, house.department())
    leaf = house.thing(house.boss)
    house.revoke(house.boss, house.share(house.boss, leaf, member.user_id).id)
    read = ReadAudit(house.reader, house.lists, house.clock)

    entries = list(read(house.boss, limit=2))
    entries += read(house.boss, after=entries[-1].number)

    assert [one.deed.action for one in entries] == [
        "organisation.found", "department.add", "member.add", "share.give", "share.revoke",
    ]  # fmt: skip
    verified = read.verify(house.boss)
    assert (verified.entries, verified.broken_at) == (5, None)
    assert verified.last_hash == entries[-1].hash
    assert first_broken([*entries[:2], *entries[3:]]) == 3
    forged = replace(entries[1].deed, facts={"name": "Other"})
    assert first_broken([entries[0], replace(entries[1], deed=forged), *entries[2:]]) == 2
    with pytest.raises(LevelNotHeld):
        read(member)


def _gains(told: Shifts) -> list[Shift]:
    return [one for one in told.shifts if one.is_gain]


def _loses(told: Shifts) -> list[Shift]:
    return [one for one in told.shifts if not one.is_gain]

"""Members, their roles and their suspension over HTTP."""

from uuid import UUID, uuid4

import pytest

from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.roles.giving import NewRole
from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok
from e2e.problems import refused


def test_members_are_listed_with_names_and_roles_page_by_page(town: Town) -> None:
    pier = town.department("Pier")
    members = [town.ada, *(town.member(Role.VIEWER, pier) for _ in range(4))]
    seen, cursor = [], ""
    while cursor is not None:
        page = ok(town.ada.get(f"{town.path}/members?limit=2{cursor and '&cursor=' + cursor}"))
        seen += page["items"]
        cursor = page["next_cursor"]
    assert [one["id"] for one in seen] == sorted(one.id for one in members)
    [ada] = [one for one in seen if one["id"] == town.ada.id]
    assert (ada["email"], ada["state"]) == (town.ada.email, "active")
    [scope] = [one["roles"][0]["scope"] for one in seen if one["id"] == members[1].id]
    assert scope == {"id": pier, "kind": "department", "name": "Pier"}


@pytest.mark.parametrize("role", [*Role])
def test_a_role_is_felt_on_the_next_request(town: Town, role: Role) -> None:
    member = town.member(Role.VIEWER)
    ok(town.ada.put(role_of(town, member), {"role": role}), 200)
    assert ok(member.get(town.path))["role"] == role
    ok(town.ada.delete(role_of(town, member)), 204)
    assert ok(member.get(town.path))["role"] is None


def test_a_role_in_a_department_reaches_what_stands_in_it(town: Town) -> None:
    north = town.department("North")
    pier = town.department("Pier", north)
    folder, member = town.folder(town.ada, parent_id=pier), town.member(Role.VIEWER, north)
    body = {"role": "manager", "department_id": north}
    assert ok(town.ada.put(role_of(town, member), body))["scope_id"] == north
    assert ok(member.get(f"/resources/{folder}"))["level"] == "manage"


def test_a_role_on_one_resource_reaches_that_alone(town: Town) -> None:
    folder, other = town.folder(town.ada), town.folder(town.ada)
    member = town.member(Role.VIEWER, town.department())
    body = {"role": "contributor", "resource_id": folder}
    assert ok(town.ada.put(role_of(town, member), body))["scope_id"] == folder
    assert ok(member.get(f"/resources/{folder}"))["level"] == "edit"
    refused(member.get(f"/resources/{other}"), 404, "resource_not_found")
    ok(town.ada.delete(f"{role_of(town, member)}?resource_id={folder}"), 204)
    refused(member.get(f"/resources/{folder}"), 404, "resource_not_found")


def test_a_role_is_taken_where_the_body_says_as_it_was_given_there(town: Town) -> None:
    pier, member = town.department("Pier"), town.member(Role.VIEWER)
    given = {"role": "contributor", "department_id": pier}
    folder = town.folder(town.ada, parent_id=pier)
    ok(town.ada.put(role_of(town, member), given))
    refused(
        town.ada.ask("DELETE", role_of(town, member), {**given, "role": "viewer"}),
        404,
        "grant_not_found",
    )
    assert ok(member.get(f"/resources/{folder}"))["level"] == "edit"
    ok(town.ada.ask("DELETE", role_of(town, member), given), 204)
    assert ok(member.get(f"/resources/{folder}"))["level"] == "view"
    assert ok(member.get(town.path))["role"] == "viewer"


def test_a_role_is_taken_in_one_place_only(town: Town) -> None:
    pier, quay, member = town.department("Pier"), town.department("Quay"), town.member(Role.VIEWER)
    ok(town.ada.put(role_of(town, member), {"role": "viewer", "department_id": pier}))
    path = f"{role_of(town, member)}?department_id={pier}"
    refused(town.ada.ask("DELETE", path, {"department_id": quay}), 422, "one_place")
    refused(town.ada.ask("DELETE", path, {"departement_id": pier}), 422, "invalid_body")
    ok(town.ada.ask("DELETE", path, {"department_id": pier}), 204)
    assert ok(member.get(town.path))["role"] == "viewer"


def test_what_is_no_department_is_not_taken_for_one(town: Town) -> None:
    member, folder = town.member(Role.VIEWER), town.folder(town.ada)
    for place in (folder, town.id, str(uuid4()), Town.founded(town.portico).department()):
        body = {"role": "viewer", "department_id": place}
        refused(town.ada.put(role_of(town, member), body), 404, "department_not_found")
    both = {"role": "viewer", "department_id": town.department(), "resource_id": folder}
    refused(town.ada.put(role_of(town, member), both), 422, "one_place")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, Role.MANAGER])
def test_nobody_makes_themselves_more_than_they_are(town: Town, role: Role) -> None:
    member = town.member(role)
    refused(member.put(role_of(town, member), {"role": "admin"}), 403, "level_not_held")
    assert ok(member.get(town.path))["role"] == role


def test_a_manager_gives_manager_at_most_and_touches_no_admin(town: Town) -> None:
    manager, member = town.member(Role.MANAGER), town.member(Role.VIEWER)
    ok(manager.put(role_of(town, member), {"role": "manager"}))
    refused(manager.put(role_of(town, member), {"role": "admin"}), 403, "level_not_held")
    refused(manager.put(role_of(town, town.ada), {"role": "viewer"}), 403, "level_not_held")
    refused(manager.delete(role_of(town, town.ada)), 403, "level_not_held")
    refused(manager.delete(f"{town.path}/members/{town.ada.id}"), 403, "level_not_held")
    refused(manager.put(f"{town.path}/members/{member.id}/suspension"), 403, "level_not_held")


def test_the_last_admin_is_kept_on_every_path(town: Town) -> None:
    me = f"{town.path}/members/{town.ada.id}"
    refused(town.ada.put(f"{me}/role", {"role": "manager"}), 409, "last_admin")
    refused(town.ada.delete(f"{me}/role"), 409, "last_admin")
    refused(town.ada.put(f"{me}/suspension"), 409, "last_admin")
    refused(town.ada.delete(me), 409, "last_admin")
    other = town.member(Role.ADMIN)
    ok(town.ada.put(f"{town.path}/members/{other.id}/suspension"), 204)
    refused(town.ada.delete(me), 409, "last_admin")
    assert ok(town.ada.get(town.path))["role"] == "admin"


def test_who_is_suspended_may_nothing_until_they_are_let_in_again(town: Town) -> None:
    member = town.member(Role.MANAGER)
    folder = town.folder(member)
    suspension = f"{town.path}/members/{member.id}/suspension"
    ok(town.ada.put(suspension), 204)
    refused(member.get(town.path), 404, "organisation_not_found")
    refused(member.get(f"/resources/{folder}"), 404, "resource_not_found")
    refused(member.patch(f"/resources/{folder}", {"name": "x"}), 404, "organisation_not_found")
    assert ok(member.get("/organisations"))["items"][0]["state"] == "suspended"
    ok(town.ada.delete(suspension), 204)
    assert ok(member.get(f"/resources/{folder}"))["level"] == "manage"


def test_who_is_removed_leaves_what_they_owned(town: Town) -> None:
    member = town.member(Role.CONTRIBUTOR)
    folder = town.folder(member)
    ok(member.delete(f"{town.path}/members/{member.id}"), 204)
    refused(member.get(town.path), 404, "organisation_not_found")
    assert ok(town.ada.get(f"/resources/{folder}"))["owner_id"] is None
    refused(town.ada.delete(f"{town.path}/members/{member.id}"), 404, "member_not_found")


def test_who_is_no_member_gets_no_role(town: Town) -> None:
    eve = Town.founded(town.portico).ada
    refused(town.ada.put(role_of(town, eve), {"role": "viewer"}), 404, "member_not_found")
    refused(eve.put(role_of(town, eve), {"role": "admin"}), 404, "organisation_not_found")


@pytest.mark.parametrize("role", ["owner", "Admin", "administrator", "", None, 4, ["admin"]])
def test_an_unknown_role_is_refused(town: Town, role: object) -> None:
    member = town.member(Role.VIEWER)
    refused(town.ada.put(role_of(town, member), {"role": role}), 422, "invalid_body")


def test_a_role_brings_nothing_else_along(town: Town) -> None:
    body = {"role": "viewer", "level": 4, "organisation_id": town.id}
    refused(town.ada.put(role_of(town, town.member(Role.VIEWER)), body), 422, "invalid_body")


def role_of(town: Town, person: Person) -> str:
    return f"{town.path}/members/{person.id}/role"


def test_whoever_comes_back_sees_no_titles_of_what_was_theirs(town: Town) -> None:
    pier = town.department("Pier")
    ben = town.member(Role.CONTRIBUTOR, pier)
    before = ok(ben.post("/conversations", {}))["id"]
    ok(town.ada.patch(f"/conversations/{before}", {"title": "Layoffs"}))
    ok(town.ada.delete(f"{town.path}/members/{ben.id}"), 204)
    back = NewRole(ben.principal.user_id, Role.VIEWER, UUID(pier))
    town.portico.container.get(AddMember)(town.ada.principal, back)
    refused(ben.get(f"/conversations/{before}"), 404, "conversation_not_found")
    own = ok(ben.post("/conversations", {}))["id"]
    assert [one["id"] for one in ok(ben.get("/conversations"))["items"]] == [own]

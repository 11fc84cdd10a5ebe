"""Departments over HTTP."""

import pytest

from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEEPEST
from e2e.permissions.town import Town, ok
from e2e.problems import refused


def test_departments_come_in_pages_each_with_its_parent(town: Town) -> None:
    north = town.department("North")
    pier = town.department("Pier", north)
    path = f"{town.path}/departments?limit=1"
    first = ok(town.ada.get(path))
    rest = ok(town.ada.get(f"{path}&cursor={first['next_cursor']}"))
    listed = [(one["id"], one["parent_id"]) for one in (*first["items"], *rest["items"])]
    assert listed == sorted([(north, None), (pier, north)])
    assert (len(first["items"]), rest["next_cursor"]) == (1, None)


def test_a_page_of_departments_that_cannot_be_is_refused(town: Town) -> None:
    for query in ("limit=0", "limit=101", "cursor=x"):
        refused(town.ada.get(f"{town.path}/departments?{query}"), 422, "invalid_parameters")


def test_a_department_is_renamed_and_moved_at_once(town: Town) -> None:
    north, pier = town.department("North"), town.department("Pier")
    moved = ok(town.ada.patch(at(town, pier), {"name": "Quay", "parent_id": north}, '"1"'))
    assert (moved["name"], moved["parent_id"]) == ("Quay", north)
    out = ok(town.ada.patch(at(town, pier), {"parent_id": None}))
    assert (out["name"], out["parent_id"]) == ("Quay", None)


def test_a_change_that_is_refused_in_one_point_changes_nothing(town: Town) -> None:
    north = town.department("North")
    pier = town.department("Pier", north)
    refused(town.ada.patch(at(town, north), {"name": "x", "parent_id": pier}), 409, "would_cycle")
    listed = ok(town.ada.get(f"{town.path}/departments"))["items"]
    assert {(one["name"], one["version"]) for one in listed} == {("North", 1), ("Pier", 1)}


def test_a_cycle_is_refused_with_the_path_that_it_would_close(town: Town) -> None:
    north = town.department("North")
    pier = town.department("Pier", north)
    crane = town.department("Crane", pier)
    problem = refused(town.ada.patch(at(town, north), {"parent_id": crane}), 409, "would_cycle")
    assert problem["path"] == [north, pier, crane]
    own = refused(town.ada.patch(at(town, north), {"parent_id": north}), 409, "would_cycle")
    assert own["path"] == [north]


def test_the_33rd_department_in_one_another_is_refused(town: Town) -> None:
    deepest = None
    for number in range(DEEPEST):
        deepest = town.department(str(number), deepest)
    body = {"name": "too deep", "parent_id": deepest}
    refused(town.ada.post(f"{town.path}/departments", body), 409, "too_deep")


def test_only_the_version_that_was_seen_is_changed(town: Town) -> None:
    pier = town.department()
    refused(town.ada.ask("PATCH", at(town, pier), {"name": "x"}), 428, "if_match_required")
    refused(town.ada.patch(at(town, pier), {"name": "x"}, '"2"'), 412, "resource_changed")
    refused(town.ada.patch(at(town, pier), {"name": "x"}, 'W/"1"'), 412, "version_unknown")
    refused(town.ada.delete(at(town, pier), If_Match='"2"'), 412, "resource_changed")
    refused(town.ada.delete(at(town, pier), If_Match=""), 412, "version_unknown")
    assert ok(town.ada.patch(at(town, pier), {"name": "Quay"}, '"1"'))["version"] == 2


def test_an_empty_change_changes_nothing(town: Town) -> None:
    pier = town.department()
    assert ok(town.ada.patch(at(town, pier), {}, '"1"'))["version"] == 1
    assert ok(town.ada.patch(at(town, pier), {"parent_id": None}, '"1"'))["version"] == 1


def test_a_department_with_members_or_departments_stays(town: Town) -> None:
    north = town.department("North")
    pier = town.department("Pier", north)
    refused(town.ada.delete(at(town, north)), 409, "not_empty")
    member = town.member(Role.VIEWER, pier)
    refused(town.ada.delete(at(town, pier)), 409, "not_empty")
    ok(town.ada.delete(f"{town.path}/members/{member.id}/role?department_id={pier}"), 204)
    ok(town.ada.delete(at(town, pier)), 204)
    refused(town.ada.delete(at(town, pier)), 404, "department_not_found")


def test_a_department_is_never_moved_into_a_folder(town: Town) -> None:
    body = {"parent_id": town.folder(town.ada)}
    refused(town.ada.patch(at(town, town.department()), body), 422, "cannot_hold")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR])
def test_who_manages_nothing_sees_departments_and_changes_none(town: Town, role: Role) -> None:
    pier, member = town.department(), town.member(role)
    assert ok(member.get(f"{town.path}/departments"))["items"]
    refused(member.post(f"{town.path}/departments", {"name": "x"}), 403, "level_not_held")
    refused(member.patch(at(town, pier), {"name": "x"}), 403, "level_not_held")
    refused(member.delete(at(town, pier)), 403, "level_not_held")


def test_a_manager_builds_beneath_their_department_and_nowhere_else(town: Town) -> None:
    north, south = town.department("North"), town.department("South")
    manager = town.member(Role.MANAGER, north)
    made = {"name": "Pier", "parent_id": north}
    assert ok(manager.post(f"{town.path}/departments", made), 201)["parent_id"] == north
    made = {"name": "Pier", "parent_id": south}
    refused(manager.post(f"{town.path}/departments", made), 403, "level_not_held")


def test_a_department_of_another_organisation_is_not_there(town: Town) -> None:
    other = Town.founded(town.portico)
    theirs = other.department()
    refused(town.ada.patch(at(town, theirs), {"name": "x"}), 404, "department_not_found")
    refused(town.ada.delete(at(town, theirs)), 404, "department_not_found")
    body = {"name": "Pier", "parent_id": theirs}
    refused(town.ada.post(f"{town.path}/departments", body), 404, "resource_not_found")


def test_the_same_key_sets_up_one_department(town: Town) -> None:
    path, body = f"{town.path}/departments", {"name": "Pier"}
    first, second = (town.ada.post(path, body, Idempotency_Key="k") for _ in range(2))
    assert first.get_json() == second.get_json()
    assert first.headers["Authz-Version"] == second.headers["Authz-Version"]
    assert len(ok(town.ada.get(path))["items"]) == 1


def at(town: Town, department: str) -> str:
    return f"{town.path}/departments/{department}"

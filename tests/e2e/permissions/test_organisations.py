"""Organisations over HTTP."""

from uuid import uuid4

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok, stranger
from e2e.problems import refused
from entrypoints.testing import Portico


def test_who_founds_an_organisation_is_its_admin(town: Town) -> None:
    shown = ok(town.ada.get(town.path))
    assert (shown["name"], shown["role"], shown["state"]) == ("Harbour", "admin", "active")
    [own] = ok(town.ada.get("/organisations"))["items"]
    assert own == shown


def test_the_local_person_is_admin_of_the_local_organisation(portico: Portico) -> None:
    [local] = portico.client.get("/api/v1/organisations").get_json()["items"]
    assert (local["name"], local["role"]) == ("Local", "admin")


def test_every_list_of_organisations_is_the_askers_own(town: Town) -> None:
    visitor = town.member(Role.VIEWER)
    assert [one["role"] for one in ok(visitor.get("/organisations"))["items"]] == ["viewer"]
    assert ok(stranger(town.portico).get("/organisations"))["items"] == []


def test_a_role_in_a_department_is_none_in_the_whole(town: Town) -> None:
    member = town.member(Role.MANAGER, town.department())
    assert ok(member.get(town.path))["role"] is None
    assert ok(member.get("/organisations"))["items"][0]["role"] is None


@pytest.mark.parametrize("path", ["", "/departments", "/members", "/invitations"])
def test_a_stranger_cannot_tell_an_organisation_from_none(town: Town, path: str) -> None:
    eve = Town.founded(town.portico).ada
    theirs, none = (f"/organisations/{one}{path}" for one in (town.id, uuid4()))
    seen = [refused(eve.get(one), 404, "organisation_not_found") for one in (theirs, none)]
    assert seen[0]["detail"] == seen[1]["detail"]


def test_an_admin_renames_it_from_the_version_they_saw(town: Town) -> None:
    renamed = town.ada.patch(town.path, {"name": " North  harbour "}, '"1"')
    assert ok(renamed)["name"] == "North harbour"
    assert renamed.headers["ETag"] == '"2"'
    refused(town.ada.patch(town.path, {"name": "x"}, '"1"'), 412, "resource_changed")
    refused(town.ada.patch(town.path, {"name": "x"}, 'W/"2"'), 412, "version_unknown")
    refused(town.ada.ask("PATCH", town.path, {"name": "x"}), 428, "if_match_required")
    assert ok(town.ada.patch(town.path, {"name": "South"}, "*"))["version"] == 3


def test_nobody_else_renames_it(town: Town) -> None:
    manager = town.member(Role.MANAGER)
    refused(manager.patch(town.path, {"name": "Mine"}), 403, "level_not_held")


@pytest.mark.parametrize("more", ["role", "version", "id", "access_version", "owner_id"])
def test_members_that_are_not_the_callers_to_set_are_refused(town: Town, more: str) -> None:
    body = {"name": "Harbour", more: "admin"}
    refused(town.ada.post("/organisations", body), 422, "invalid_body")
    refused(town.ada.patch(town.path, body), 422, "invalid_body")


@pytest.mark.parametrize("name", ["", " ", "\t\n", "a" * 201])
def test_a_name_says_something(town: Town, name: str) -> None:
    assert town.ada.post("/organisations", {"name": name}).status_code == 422


def test_the_same_key_founds_one_organisation_for_each_person(portico: Portico) -> None:
    somebody, other = stranger(portico), stranger(portico)

    def found(by: Person) -> str:
        return str(ok(by.post("/organisations", {"name": "A"}, Idempotency_Key="k"), 201)["id"])

    assert found(somebody) == found(somebody) != found(other)


def test_a_cursor_that_was_tampered_with_is_refused(town: Town) -> None:
    town.member(Role.VIEWER)
    cursor = ok(town.ada.get(f"{town.path}/members?limit=1"))["next_cursor"]
    for broken in (cursor[:-1], cursor[:-1] + "B", cursor + "A", "../" + cursor[3:]):
        asked = town.ada.get(f"{town.path}/members?limit=1&cursor={broken}")
        refused(asked, 422, "invalid_parameters")


def test_anothers_cursor_shows_no_more_than_ones_own(town: Town) -> None:
    first, second = Town.founded(town.portico), Town.founded(town.portico)
    del first
    ok(second.ada.post("/organisations", {"name": "More"}))
    cursor = ok(second.ada.get("/organisations?limit=1"))["next_cursor"]
    assert cursor
    own = {one["id"] for one in ok(town.ada.get(f"/organisations?cursor={cursor}"))["items"]}
    assert own <= {town.id}

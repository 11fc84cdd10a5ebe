"""Folders, and where things stand, over HTTP."""

from uuid import uuid4

import pytest

from application.permissions.access.ports import AccessStore
from domain.access import Owned
from domain.permissions.access.role import Role
from domain.permissions.access.scope import DEEPEST
from e2e.permissions.town import Person, Town, ok
from e2e.problems import refused


def test_a_folder_belongs_to_who_made_it(town: Town) -> None:
    member = town.member(Role.CONTRIBUTOR)
    folder = town.folder(member)
    shown = ok(member.get(f"/resources/{folder}"))
    assert (shown["owner_id"], shown["level"], shown["parent_id"]) == (member.id, "manage", None)


def test_a_viewer_makes_no_folder(town: Town) -> None:
    body = {"kind": "folder", "name": "Charts"}
    refused(town.member(Role.VIEWER).post("/resources", body), 403, "level_not_held")


@pytest.mark.parametrize("kind", ["document", "department", "organisation", "Folder", ""])
def test_only_folders_are_made_here(town: Town, kind: str) -> None:
    refused(town.ada.post("/resources", {"kind": kind, "name": "x"}), 422, "invalid_body")


@pytest.mark.parametrize("more", ["owner_id", "level", "organisation_id", "id", "depth"])
def test_a_folder_brings_nothing_else_along(town: Town, more: str) -> None:
    body = {"kind": "folder", "name": "x", more: town.ada.id}
    refused(town.ada.post("/resources", body), 422, "invalid_body")
    folder = town.folder(town.ada)
    refused(town.ada.patch(f"/resources/{folder}", {more: town.ada.id}), 422, "invalid_body")


def test_a_folder_is_moved_renamed_and_restricted_at_once(town: Town) -> None:
    chest, viewer = town.folder(town.ada), town.member(Role.VIEWER)
    folder = town.folder(town.ada)
    ok(viewer.get(f"/resources/{folder}"))
    change = {"name": "Secret", "parent_id": chest, "inherits": False}
    changed = ok(town.ada.patch(f"/resources/{folder}", change, '"1"'))
    told = (changed["name"], changed["parent_id"], changed["inherits"])
    assert told == ("Secret", chest, False)
    refused(viewer.get(f"/resources/{folder}"), 404, "resource_not_found")
    back = {"parent_id": None, "inherits": True}
    assert ok(town.ada.patch(f"/resources/{folder}", back))["name"] == "Secret"
    ok(viewer.get(f"/resources/{folder}"))


def test_a_change_that_is_refused_in_one_point_changes_nothing(town: Town) -> None:
    outer = town.folder(town.ada)
    inner = town.folder(town.ada, parent_id=outer)
    change = {"name": "x", "parent_id": inner}
    problem = refused(town.ada.patch(f"/resources/{outer}", change), 409, "would_cycle")
    assert problem["path"] == [outer, inner]
    shown = ok(town.ada.get(f"/resources/{outer}"))
    assert (shown["name"], shown["version"]) == ("Charts", 1)


def test_the_33rd_folder_in_one_another_is_refused(town: Town) -> None:
    deepest = None
    for _ in range(DEEPEST):
        deepest = town.folder(town.ada, parent_id=deepest)
    body = {"kind": "folder", "name": "too deep", "parent_id": deepest}
    refused(town.ada.post("/resources", body), 409, "too_deep")


def test_only_the_version_that_was_seen_is_changed(town: Town) -> None:
    path = f"/resources/{town.folder(town.ada)}"
    assert town.ada.get(path).headers["ETag"] == '"1"'
    refused(town.ada.ask("PATCH", path, {"name": "x"}), 428, "if_match_required")
    refused(town.ada.patch(path, {"name": "x"}, '"2"'), 412, "resource_changed")
    refused(town.ada.delete(path, If_Match='"2"'), 412, "resource_changed")
    ok(town.ada.delete(path, If_Match='"1"'), 204)
    refused(town.ada.get(path), 404, "resource_not_found")


def test_who_may_edit_a_folder_renames_it_and_does_no_more(town: Town) -> None:
    folder, friend = town.folder(town.ada, inherits=False), town.member(Role.VIEWER)
    town.share(town.ada, folder, friend, "edit")
    assert ok(friend.patch(f"/resources/{folder}", {"name": "Maps"}))["name"] == "Maps"
    refused(friend.patch(f"/resources/{folder}", {"inherits": True}), 403, "level_not_held")
    refused(friend.delete(f"/resources/{folder}"), 403, "level_not_held")
    refused(friend.get(f"/resources/{folder}/grants"), 403, "level_not_held")
    refused(friend.get(f"/resources/{folder}/access"), 403, "level_not_held")


def test_what_is_not_held_is_refused_alike_for_every_thing(town: Town) -> None:
    viewer, folder = town.member(Role.VIEWER), town.folder(town.ada)
    document = ok(town.ada.post("/documents", {"title": "Lamp", "text": "It turns."}), 202)["id"]
    problems = [
        refused(viewer.delete(path), 403, "level_not_held")
        for path in (f"/documents/{document}", f"/resources/{folder}")
    ]
    assert all("the right to manage" in problem["detail"] for problem in problems)


def test_what_stood_in_a_deleted_folder_stands_where_it_stood(town: Town) -> None:
    outer = town.folder(town.ada)
    inner = town.folder(town.ada, parent_id=outer)
    ok(town.ada.delete(f"/resources/{outer}"), 204)
    assert ok(town.ada.get(f"/resources/{inner}"))["parent_id"] is None


def test_a_document_is_moved_and_restricted_and_neither_renamed_nor_deleted_here(
    town: Town,
) -> None:
    document, folder = thing(town, town.ada), town.folder(town.ada)
    change = {"parent_id": folder, "inherits": False}
    assert ok(town.ada.patch(f"/resources/{document}", change))["parent_id"] == folder
    refused(town.ada.patch(f"/resources/{document}", {"name": "x"}), 409, "not_a_folder")
    refused(town.ada.delete(f"/resources/{document}"), 409, "not_a_folder")


def test_departments_and_the_organisation_are_shown_and_not_moved_here(town: Town) -> None:
    for place in (town.department(), town.id):
        assert ok(town.ada.get(f"/resources/{place}"))["level"] == "administer"
        refused(town.ada.patch(f"/resources/{place}", {"inherits": False}), 422, "cannot_hold")
        refused(town.ada.delete(f"/resources/{place}"), 409, "not_a_folder")


def test_a_resource_of_another_organisation_is_not_there(town: Town) -> None:
    other = Town.founded(town.portico)
    for theirs in (other.folder(other.ada), other.id, other.department(), str(uuid4())):
        for path in ("", "/grants", "/access"):
            refused(town.ada.get(f"/resources/{theirs}{path}"), 404, "resource_not_found")
        refused(town.ada.patch(f"/resources/{theirs}", {}), 404, "resource_not_found")
        refused(town.ada.delete(f"/resources/{theirs}"), 404, "resource_not_found")
        body = {"kind": "folder", "name": "x", "parent_id": theirs}
        refused(town.ada.post("/resources", body), 404, "resource_not_found")


@pytest.mark.parametrize("id", ["..%2F..", "1", "0" * 32, "9" * 40, "null"])
def test_what_is_no_id_is_no_resource(town: Town, id: str) -> None:
    assert town.ada.get(f"/resources/{id}").status_code == 404


def test_what_i_can_see_is_complete_and_paged(town: Town) -> None:
    member = town.member(Role.CONTRIBUTOR)
    own = [town.folder(member) for _ in range(5)]
    shared = town.folder(town.ada, inherits=False)
    town.share(town.ada, shared, member, "view")
    hidden = town.folder(town.ada, inherits=False)
    assert paged(member, "/me/resources?limit=2") == [shared, *reversed(own)]
    assert paged(member, "/me/resources?limit=2&level=manage") == [*reversed(own)]
    assert paged(town.ada, "/me/resources?limit=3")[0] == hidden
    document = thing(town, town.ada)
    assert paged(member, "/me/resources?kind=document") == [document]
    refused(member.get("/me/resources?level=own"), 422, "invalid_parameters")
    refused(member.get("/me/resources?kind=A'--"), 422, "invalid_parameters")
    refused(member.get("/me/resources?cursor=abc"), 422, "invalid_parameters")


def test_a_cursor_goes_on_after_what_it_named_was_deleted(town: Town) -> None:
    folders = [town.folder(town.ada) for _ in range(3)]
    page = ok(town.ada.get("/me/resources?limit=1"))
    ok(town.ada.delete(f"/resources/{folders[2]}"))
    rest = ok(town.ada.get(f"/me/resources?cursor={page['next_cursor']}"))["items"]
    assert [one["id"] for one in rest] == [folders[1], folders[0]]


def paged(by: Person, path: str) -> list[str]:
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = ok(by.get(path + (cursor and f"&cursor={cursor}")))
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
    return seen


def thing(town: Town, by: Person) -> str:
    """Let somebody own a document, as the context that keeps documents does."""
    owned = Owned(
        id=uuid4(),
        kind="document",
        organisation_id=by.principal.organisation_id,
        owner_id=by.principal.user_id,
    )
    with town.portico.container.get(AccessStore).transaction() as work:
        work.things.add(owned)
        work.commit()
    return str(owned.id)


def test_who_holds_a_thing_by_a_share_does_not_move_it_under_a_link(town: Town) -> None:
    ben, shared = town.member(Role.VIEWER, town.department()), town.folder(town.ada)
    inner, thing = (town.folder(town.ada, parent_id=shared) for _ in range(2))
    town.share(town.ada, shared, ben, "manage")
    there = {"parent_id": inner}
    link = ok(town.ada.post(f"/resources/{inner}/links", {"level": "view"}), 201)["id"]
    refused(ben.patch(f"/resources/{thing}", there), 403, "only_shared")
    ok(town.ada.delete(f"/links/{link}"))
    ok(ben.patch(f"/resources/{thing}", there))

"""Writes say which state of access they made, and reads can ask for it."""

from typing import Any

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok
from e2e.problems import refused


def test_every_write_says_the_version_that_it_made(town: Town) -> None:
    member, pier, folder = town.member(Role.VIEWER), town.department(), town.folder(town.ada)
    grant = town.share(town.ada, folder, member, "view")["id"]
    people, mail = f"{town.path}/members", f"{town.path}/invitations"
    invited = ok(town.ada.post(mail, {"email": "ben@example.org", "role": "viewer"}))["id"]
    writes: list[tuple[str, str, Any]] = [
        ("PATCH", town.path, {"name": "North"}),
        ("POST", f"{town.path}/departments", {"name": "Quay"}),
        ("PATCH", f"{town.path}/departments/{pier}", {"name": "Quay"}),
        ("DELETE", f"{town.path}/departments/{pier}", None),
        ("PUT", f"{people}/{member.id}/role", {"role": "manager"}),
        ("PUT", f"{people}/{member.id}/suspension", None),
        ("DELETE", f"{people}/{member.id}/suspension", None),
        ("DELETE", f"{people}/{member.id}/role", None),
        ("POST", mail, {"email": "eve@example.org", "role": "viewer"}),
        ("DELETE", f"{mail}/{invited}", None),
        ("POST", "/resources", {"kind": "folder", "name": "Maps"}),
        ("PATCH", f"/resources/{folder}", {"name": "Maps"}),
        ("PATCH", f"/grants/{grant}", {"level": "edit"}),
        ("DELETE", f"/grants/{grant}", None),
        ("DELETE", f"/resources/{folder}", None),
        ("DELETE", f"{people}/{member.id}", None),
    ]
    versions = []
    for method, path, body in writes:
        headers = {"If_Match": "*"} if method == "PATCH" else {}
        answer = town.ada.ask(method, path, body, **headers)
        ok(answer)
        versions.append(int(answer.headers["Authz-Version"]))
    assert versions == [*range(versions[0], versions[0] + len(writes))]


@pytest.mark.parametrize(
    "path",
    ["{o}", "{o}/departments", "{o}/members", "{o}/invitations", "/resources/{f}",
     "/resources/{f}/grants", "/resources/{f}/access", "/me/resources"],
)  # fmt: skip
def test_every_read_answers_from_the_state_asked_for_or_not_at_all(town: Town, path: str) -> None:
    made = town.ada.post("/resources", {"kind": "folder", "name": "Maps"})
    version, asked = int(made.headers["Authz-Version"]), path.format(o=town.path, f=ok(made)["id"])
    ok(town.ada.get(asked, Authz_At_Least=str(version)))
    later = town.ada.get(asked, Authz_At_Least=str(version + 1))
    refused(later, 409, "stale_snapshot")


@pytest.mark.parametrize(
    "given", ["", "x", "-1", "1.0", "1 2", "9" * 19, "\u0661".encode().decode("latin-1")]
)
def test_what_is_no_version_is_refused(town: Town, given: str) -> None:
    refused(town.ada.get(town.path, Authz_At_Least=given), 400, "version_malformed")


def test_a_version_tells_a_stranger_nothing(town: Town) -> None:
    eve: Person = Town.founded(town.portico).ada
    asked = eve.get("/organisations/018f0000-0000-7000-8000-00000000ffff", Authz_At_Least="9")
    refused(asked, 404, "organisation_not_found")

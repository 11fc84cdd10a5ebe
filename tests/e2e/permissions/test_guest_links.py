"""Guest links over HTTP: every way to make one, and what whoever has one may do and may not."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock

PASSWORD = "open sesame"
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
PLACES = ("folder", "document", "department")
TERMS = list(product((False, True), (False, True), (None, 1), ("view", "edit"), PLACES))
"""Whether it ends, whether it has a password, how often it is good, what for, and where."""


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def town(clock: SteppingClock) -> Town:
    return Town.founded(Portico.start(clock=clock))


def come(town: Town, secret: str, **password: str) -> TestResponse:
    body = {"secret": secret, **password}
    return town.portico.client.post("/api/v1/guest-sessions", json=body)


def guest(town: Town, secret: str, **password: str) -> str:
    return str(ok(come(town, secret, **password), 201)["access_token"])


def ask(town: Town, token: str, method: str, path: str, json: Any = None) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}", "If-Match": "*"}
    return town.portico.client.open(f"/api/v1{path}", method=method, json=json, headers=headers)


def link_to(town: Town, resource: str, **terms: Any) -> dict[str, Any]:
    draft = {"level": "view", **terms}
    made: dict[str, Any] = ok(town.ada.post(f"/resources/{resource}/links", draft), 201)
    return made


def place(town: Town, kind: str) -> str:
    if kind == "document":
        return document(town)
    return town.department() if kind == "department" else town.folder(town.ada)


def document(town: Town, **inside: Any) -> str:
    draft = {"title": "Lamp", "text": f"It turns twice a minute. {uuid4()}", **inside}
    return str(ok(town.ada.post("/documents", draft))["id"])


def level(town: Town, token: str, resource: str) -> str | None:
    told = ask(town, token, "GET", f"/resources/{resource}")
    return told.get_json()["level"] if told.status_code == 200 else None


@pytest.mark.parametrize(("ends", "locked", "uses", "level_given", "kind"), TERMS)
def test_each_term_of_a_link_holds_whatever_the_others_are(
    town: Town, clock: SteppingClock, ends: bool, locked: bool, uses: int | None,
    level_given: str, kind: str,
) -> None:  # fmt: skip
    where, end = place(town, kind), (clock.now() + MINUTE).isoformat()
    link = link_to(
        town, where, level=level_given, max_uses=uses,
        expires_at=end if ends else None, password=PASSWORD if locked else None,
    )  # fmt: skip
    right = {"password": PASSWORD} if locked else {}
    if locked:
        for wrong in ({}, {"password": "open"}, {"password": PASSWORD + " "}):
            refused(come(town, link["secret"], **wrong), 404, "link_not_found")
    token = guest(town, link["secret"], **right)
    assert level(town, token, where) == level_given
    again = come(town, link["secret"], **right)
    assert again.status_code == (404 if uses else 201)
    clock.step(MINUTE)
    assert level(town, token, where) == (None if ends else level_given)
    later = come(town, link["secret"], **right)
    assert later.status_code == (404 if ends or uses else 201)


def test_an_edit_link_edits_and_does_nothing_else(town: Town) -> None:
    folder = town.folder(town.ada)
    inside = document(town, folder_id=folder)
    link = link_to(town, folder, level="edit")
    token = guest(town, link["secret"])
    written = ask(town, token, "PUT", f"/documents/{inside}/content", {"text": "Three times."})
    assert written.status_code < 300, written.get_data(as_text=True)
    share = {"subject": {"type": "organisation", "id": town.id}, "level": "view"}
    for method, path, body in (
        ("DELETE", f"/documents/{inside}", None),
        ("DELETE", f"/resources/{folder}", None),
        ("PATCH", f"/resources/{folder}", {"inherits": False}),
        ("POST", f"/resources/{folder}/links", {"level": "view"}),
        ("POST", f"/resources/{folder}/grants", share),
        ("GET", f"/resources/{folder}/grants", None),
        ("GET", f"/resources/{folder}/links", None),
        ("GET", f"/resources/{folder}/access", None),
        ("DELETE", f"/links/{link['id']}", None),
        ("DELETE", f"/grants/{link['id']}", None),
        ("POST", f"/links/{link['id']}/rotation", None),
        ("GET", f"{town.path}/members", None),
        ("GET", f"{town.path}/audit", None),
        ("POST", "/organisations", {"name": "Mine"}),
    ):
        assert ask(town, token, method, path, body).status_code in {403, 404}, (method, path)
    assert ok(town.ada.get(f"/documents/{inside}"))["id"] == inside
    assert len(ok(town.ada.get(f"/resources/{folder}/links"))["items"]) == 1


def test_what_a_guest_put_in_stays_with_the_organisation_and_not_with_the_guest(
    town: Town,
) -> None:
    folder, board = town.folder(town.ada), town.folder(town.ada, inherits=False)
    link = link_to(town, folder, level="edit")
    token = guest(town, link["secret"])
    new = {"title": "G", "text": f"A guest wrote it. {uuid4()}", "folder_id": folder}
    first, second = (
        str(ok(ask(town, token, "POST", "/documents", {**new, "text": f"{text} {uuid4()}"}))["id"])
        for text in ("One.", "Two.")
    )
    assert level(town, token, first) == "edit"
    refused(ask(town, token, "DELETE", f"/documents/{first}"), 403, "level_not_held")
    ok(town.ada.patch(f"/resources/{second}", {"parent_id": board}))
    assert (level(town, token, first), level(town, token, second)) == ("edit", None)
    ok(town.ada.delete(f"/links/{link['id']}"), 204)
    for one in (first, second):
        for method, path, body in (
            ("GET", f"/documents/{one}", None),
            ("PUT", f"/documents/{one}/content", {"text": "Words of one who is out."}),
            ("DELETE", f"/documents/{one}", None),
        ):
            refused(ask(town, token, method, path, body), 404, "document_not_found")
        assert ok(town.ada.get(f"/documents/{one}"))["id"] == one


def test_a_link_is_over_to_the_second_and_a_guest_with_it(town: Town, clock: SteppingClock) -> None:
    folder = town.folder(town.ada)
    link = link_to(town, folder, expires_at=(clock.now() + MINUTE).isoformat())
    clock.step(MINUTE - SECOND)
    token = guest(town, link["secret"])
    assert level(town, token, folder) == "view"
    clock.step(SECOND)
    assert level(town, token, folder) is None
    refused(come(town, link["secret"]), 404, "link_not_found")


def test_a_clock_that_is_set_back_gives_no_use_back(town: Town, clock: SteppingClock) -> None:
    folder = town.folder(town.ada)
    link = link_to(town, folder, max_uses=1)
    token = guest(town, link["secret"])
    clock.step(-MINUTE)
    refused(come(town, link["secret"]), 404, "link_not_found")
    refused(ask(town, token, "GET", f"/resources/{folder}"), 401, "token_refused")  # not good yet
    clock.step(MINUTE)
    assert level(town, token, folder) == "view"


def test_a_link_follows_what_it_is_to_and_nothing_else(town: Town) -> None:
    north, south = town.department("North"), town.department("South")
    folder = town.folder(town.ada, parent_id=north)
    inside = document(town, folder_id=folder)
    token = guest(town, link_to(town, folder)["secret"])
    ok(town.ada.patch(f"/resources/{folder}", {"parent_id": south}))
    assert (level(town, token, folder), level(town, token, inside)) == ("view", "view")
    assert level(town, token, south) is None
    ok(town.ada.patch(f"/resources/{inside}", {"inherits": False}))
    assert level(town, token, inside) is None
    ok(town.ada.patch(f"/resources/{inside}", {"inherits": True}))
    assert level(town, token, inside) == "view"
    ok(town.ada.patch(f"/resources/{inside}", {"parent_id": None}))
    assert (level(town, token, folder), level(town, token, inside)) == ("view", None)


def test_a_link_goes_with_what_it_is_to(town: Town) -> None:
    folder = town.folder(town.ada)
    of_folder, lamp = link_to(town, folder), document(town)
    of_lamp = link_to(town, lamp)
    tokens = [guest(town, one["secret"]) for one in (of_folder, of_lamp)]
    ok(town.ada.delete(f"/resources/{folder}"), 204)
    town.ada.delete(f"/documents/{lamp}")
    for link, token, resource in zip((of_folder, of_lamp), tokens, (folder, lamp), strict=True):
        refused(come(town, link["secret"]), 404, "link_not_found")
        assert level(town, token, resource) is None


def test_whatever_is_wrong_with_a_link_is_told_in_one_sentence(
    town: Town, clock: SteppingClock
) -> None:
    folder = town.folder(town.ada)
    over = link_to(town, folder, expires_at=(clock.now() + SECOND).isoformat())
    gone, locked, spent = (
        link_to(town, folder),
        link_to(town, folder, password=PASSWORD),
        link_to(town, folder, max_uses=1),
    )
    guest(town, spent["secret"])
    ok(town.ada.delete(f"/links/{gone['id']}"), 204)
    clock.step(SECOND)
    told = [
        come(town, over["secret"]), come(town, gone["secret"]), come(town, spent["secret"]),
        come(town, locked["secret"]), come(town, locked["secret"], password="another"),
        come(town, "never given out"), come(town, gone["id"]),
    ]  # fmt: skip
    shown = [{**one.get_json(), "request_id": ""} for one in told]
    assert shown == [shown[0]] * len(told)
    assert {one.status_code for one in told} == {404}
    assert len({tuple(sorted(one.headers.keys())) for one in told}) == 1


def test_a_secret_is_shown_once(town: Town) -> None:
    folder = town.folder(town.ada)
    link = link_to(town, folder, password=PASSWORD)
    assert len(link["secret"]) >= 22  # 128 bits in base64url
    guest(town, link["secret"], password=PASSWORD)
    for path in (f"/resources/{folder}/links", f"{town.path}/audit", f"{town.path}/audit/export",
                 f"/resources/{folder}/grants", f"/resources/{folder}/access"):  # fmt: skip
        told = town.ada.get(path).get_data(as_text=True)
        assert link["id"] in told
        assert link["secret"] not in told
        assert PASSWORD not in told

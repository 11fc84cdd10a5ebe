"""Sources over HTTP: who may, what is shown once, and what changes from which version."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico

HOOKS = {"name": "shop", "kind": "standard_webhooks"}
KEY = "whpk_" + "A" * 43 + "="


@pytest.fixture
def town(portico: Portico) -> Town:
    return Town.founded(portico)


def test_a_secret_of_ours_is_shown_once(town: Town) -> None:
    made = ok(town.ada.post("/sources", HOOKS), 201)
    assert made["secret"].startswith("whsec_")
    read = ok(town.ada.get(f"/sources/{made['id']}"))
    assert read == {name: value for name, value in made.items() if name != "secret"}
    assert read["webhook_path"] == f"/api/v1/webhooks/{made['id']}"
    assert ok(town.ada.get("/sources"))["items"] == [read]
    assert read["secrets"] == [{"made_at": made["created_at"], "ends_at": None}]


def test_a_secret_of_theirs_is_shown_never(town: Town) -> None:
    made = ok(town.ada.post("/sources", {**HOOKS, "kind": "stripe", "secret": "x" * 16}), 201)
    assert made["secret"] is None
    assert "xxxx" not in str(ok(town.ada.get("/sources")))


def test_what_is_signed_with_public_keys_needs_no_secret(town: Town) -> None:
    made = ok(town.ada.post("/sources", {**HOOKS, "public_keys": [KEY]}), 201)
    assert (made["secret"], made["secrets"], made["public_keys"]) == (None, [], [KEY])


@pytest.mark.parametrize(
    ("draft", "pointer"),
    [
        ({**HOOKS, "kind": "api", "secret": "x" * 16}, "/secret"),
        ({**HOOKS, "secret": "whsec_" + "A" * 16}, "/secret"),
        ({**HOOKS, "secret": "x" * 40}, "/secret"),
        ({**HOOKS, "kind": "github", "secret": "with blanks in between"}, "/secret"),
        ({**HOOKS, "kind": "stripe", "public_keys": [KEY]}, "/public_keys"),
        ({**HOOKS, "public_keys": [KEY, "whpk_AAAA"]}, "/public_keys/1"),
        ({**HOOKS, "public_keys": [KEY.removeprefix("whpk_")]}, "/public_keys/0"),
        ({**HOOKS, "name": " shop"}, "/name"),
        ({**HOOKS, "name": "a\tb"}, "/name"),
        ({**HOOKS, "event_type": "a\u0085b"}, "/event_type"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(town: Town, draft: Any, pointer: str) -> None:
    problem = refused(town.ada.post("/sources", draft), 422, "source_invalid")
    assert [one["pointer"] for one in problem["errors"]] == [pointer]
    assert "with blanks" not in str(problem)


@pytest.mark.parametrize(
    "draft",
    [
        {**HOOKS, "kind": "smoke"},
        {**HOOKS, "rate": {"per_second": 0, "burst": 1}},
        {**HOOKS, "rate": {"per_second": 1}},
        {**HOOKS, "secret": "short"},
        {"name": "shop"},
        {**HOOKS, "secrets": []},
    ],
)
def test_what_does_not_fit_is_refused(town: Town, draft: Any) -> None:
    refused(town.ada.post("/sources", draft), 422, "invalid_body")


def test_a_name_is_taken_once(town: Town) -> None:
    first = ok(town.ada.post("/sources", HOOKS), 201)["id"]
    refused(town.ada.post("/sources", HOOKS), 409, "source_name_taken")
    ok(town.ada.delete(f"/sources/{first}"), 204)
    refused(town.ada.get(f"/sources/{first}"), 404, "source_not_found")
    refused(town.ada.delete(f"/sources/{first}"), 404, "source_not_found")
    assert ok(town.ada.post("/sources", HOOKS), 201)["id"] != first


def test_what_is_left_out_stays_and_null_takes_away(town: Town) -> None:
    rate = {"per_second": 5, "burst": 10}
    draft = {**HOOKS, "rate": rate, "event_type": "order.paid"}
    path = f"/sources/{ok(town.ada.post('/sources', draft), 201)['id']}"
    changed = ok(town.ada.patch(path, {"event_type": None, "public_keys": [KEY]}))
    assert (changed["event_type"], changed["rate"], changed["version"]) == (None, rate, 2)
    assert ok(town.ada.patch(path, {"rate": None}, '"2"'))["rate"] is None
    refused(town.ada.patch(path, {"rate": None}, '"2"'), 412, "source_changed")
    refused(town.ada.ask("PATCH", path, {"rate": None}), 428, "if_match_required")
    refused(town.ada.delete(path, If_Match='"1"'), 412, "source_changed")


def test_a_rotation_keeps_the_old_secret_for_a_while(town: Town) -> None:
    made = ok(town.ada.post("/sources", HOOKS), 201)
    path = f"/sources/{made['id']}/secret-rotations"
    turned = ok(town.ada.post(path, {"overlap_seconds": 3600}), 201)
    assert turned["secret"] != made["secret"]
    new, old = turned["secrets"]
    assert new["ends_at"] is None
    ends, begins = (datetime.fromisoformat(one) for one in (old["ends_at"], new["made_at"]))
    assert ends - begins == timedelta(hours=1)
    at_once = ok(town.ada.post(path, {"overlap_seconds": 0}), 201)
    assert len(at_once["secrets"]) == 1
    plain = ok(town.ada.post("/sources", {"name": "till", "kind": "csv"}), 201)["id"]
    refused(town.ada.post(f"/sources/{plain}/secret-rotations", {}), 422, "source_invalid")


def test_members_read_and_managers_change(town: Town) -> None:
    path = f"/sources/{ok(town.ada.post('/sources', HOOKS), 201)['id']}"
    ben, elsewhere = town.member(Role.CONTRIBUTOR), Town.founded(town.portico).ada
    assert ok(ben.get(path))["name"] == "shop"
    refused(ben.post("/sources", {"name": "till", "kind": "api"}), 403, "level_not_held")
    refused(ben.patch(path, {"rate": None}), 403, "level_not_held")
    refused(ben.delete(path), 403, "level_not_held")
    refused(ben.post(f"{path}/secret-rotations", {}), 403, "level_not_held")
    for refusal in (
        elsewhere.get(path),
        elsewhere.patch(path, {"rate": None}),
        elsewhere.delete(path),
        elsewhere.post(f"{path}/secret-rotations", {}),
        town.ada.get(f"/sources/{uuid4()}"),
    ):
        refused(refusal, 404, "source_not_found")


def test_the_audit_tells_who_did_what_to_a_source_and_no_secret(town: Town) -> None:
    made = ok(town.ada.post("/sources", HOOKS), 201)
    ok(town.ada.patch(f"/sources/{made['id']}", {"event_type": "order.paid"}))
    again = ok(town.ada.post(f"/sources/{made['id']}/secret-rotations", {}), 201)
    assert town.ada.delete(f"/sources/{made['id']}").status_code == 204

    path = f"/organisations/{town.ada.principal.organisation_id}/audit?action=source"
    entries = ok(town.ada.get(path))["items"]
    assert [(one["action"], one["facts"]) for one in entries] == [
        ("source.add", {"name": "shop", "kind": "standard_webhooks"}),
        ("source.change", {"name": "shop", "changed": "event_type"}),
        ("source.rotate", {"name": "shop", "overlap_seconds": 86_400}),
        ("source.remove", {"name": "shop"}),
    ]
    assert {(one["actor"], one["target"]) for one in entries} == {(town.ada.id, made["id"])}
    assert made["secret"] not in str(entries)
    assert again["secret"] not in str(entries)

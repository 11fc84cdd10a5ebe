"""Schemas over HTTP: published, refused with the places, and held to."""

from typing import Any

import pytest

from domain.permissions.access.role import Role
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico

PATH = "/schemas/order.paid/versions"
TOTAL = {"type": "object", "properties": {"total": {"type": "integer"}}}


@pytest.fixture
def town(portico: Portico) -> Town:
    return Town.founded(portico)


def test_versions_count_up_and_are_read_again(town: Town) -> None:
    first = ok(town.ada.post(PATH, {"schema": TOTAL}), 201)
    assert (first["version"], first["mode"], first["undecided"]) == (1, "reject", [])
    wider = {"type": "object", "properties": {"total": {"type": "number"}, "note": TOTAL}}
    second = ok(town.ada.post(PATH, {"schema": wider, "mode": "quarantine"}), 201)
    assert [one["pointer"] for one in second["undecided"]] == ["/properties/note"]
    listed = ok(town.ada.get(f"{PATH}?limit=1"))
    assert [one["version"] for one in listed["items"]] == [2]
    rest = ok(town.ada.get(f"{PATH}?limit=1&cursor={listed['next_cursor']}"))
    assert [one["schema"] for one in rest["items"]] == [TOTAL]
    assert ok(town.ada.get(f"{PATH}/2"))["schema"] == wider
    refused(town.ada.get(f"{PATH}/3"), 404, "schema_not_found")
    assert ok(town.ada.get("/schemas/other/versions"))["items"] == []


def test_what_breaks_is_told_with_its_places(town: Town) -> None:
    ok(town.ada.post(PATH, {"schema": TOTAL}), 201)
    tighter = {"type": "object", "properties": {"total": {"const": 1}}, "required": ["total"]}
    problem = refused(town.ada.post(PATH, {"schema": tighter}), 409, "schema_incompatible")
    places = [one["pointer"] for one in problem["errors"]]
    assert places == ["/required", "/properties/total/const"]
    made = ok(town.ada.post(PATH, {"schema": tighter, "compatibility": "none"}), 201)
    assert made["version"] == 2


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ({"type": "strin"}, "/type"),
        ({"$ref": "https://example.org/a"}, "/$ref"),
        ({"properties": {"a": {"pattern": "(?=a)"}}}, "/properties/a/pattern"),
    ],
)
def test_what_is_no_schema_is_refused_with_its_place(town: Town, schema: Any, pointer: str) -> None:
    problem = refused(town.ada.post(PATH, {"schema": schema}), 422, "schema_invalid")
    assert problem["errors"][0]["pointer"] == pointer


def test_events_are_held_to_them_over_http(town: Town) -> None:
    ok(town.ada.post(PATH, {"schema": TOTAL}), 201)
    event = {"id": "1", "source": "shop", "type": "order.paid", "data": {"total": "many"}}
    told = town.ada.post("/events", event)
    assert told.status_code == 422
    assert "schema_mismatch" in told.get_data(as_text=True)
    assert "many" not in told.get_data(as_text=True)
    right = ok(town.ada.post("/events", {**event, "data": {"total": 1}}), 202)
    assert right["accepted"] == 1


def test_members_read_and_managers_publish(town: Town) -> None:
    ok(town.ada.post(PATH, {"schema": True}), 201)
    ben, elsewhere = town.member(Role.CONTRIBUTOR), Town.founded(town.portico).ada
    assert ok(ben.get(f"{PATH}/1"))["schema"] is True
    refused(ben.post(PATH, {"schema": True}), 403, "level_not_held")
    refused(elsewhere.get(f"{PATH}/1"), 404, "schema_not_found")


def test_the_same_key_publishes_once(town: Town) -> None:
    twice = [town.ada.post(PATH, {"schema": TOTAL}, Idempotency_Key="k") for _ in range(2)]
    assert [ok(one, 201)["version"] for one in twice] == [1, 1]

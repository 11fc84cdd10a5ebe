"""Requests that a database may choke on: the answer is the same 4xx whichever it is."""

from typing import Any

import pytest
from injector import Injector
from werkzeug.test import Client, TestResponse

from e2e.problems import refused
from entrypoints.http.app import create_app

REDRIVES = "/api/v1/dead-letters/redrives"


@pytest.fixture
def client(world: Injector) -> Client:
    return create_app(world).test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/events/shop/%00",
        "/api/v1/events/a%00b/e-1",
        "/api/v1/schemas/%00/versions",
        "/api/v1/schemas/a%00/versions/1",
    ],
)
def test_nothing_is_found_under_a_nul(client: Client, path: str) -> None:
    refused(client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    "path",
    [
        "/get_status?source=%00&id=a",
        "/get_status?source=a&id=b%00",
        "/api/v1/dead-letters?consumer=%00",
        "/api/v1/dead-letters?type=a%00",
    ],
)
def test_nor_is_anything_asked_with_one(client: Client, path: str) -> None:
    refused(client.get(path), 422, "invalid_parameters")


def test_a_webhook_has_no_source_with_a_nul(client: Client) -> None:
    refused(client.post("/api/v1/webhooks/%00", data=b"{}"), 404, "not_found")


@pytest.mark.parametrize("number", [0, 2, 1_001, 2**31, 2**63, 10**20, 10**4_000])
def test_there_is_no_version_of_such_a_number(client: Client, number: int) -> None:
    published(client, {"type": "object"})
    refused(client.get(f"/api/v1/schemas/paid/versions/{number}"), 404, "schema_not_found")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_first_day_and_the_last_may_be_told_in_any_zone(client: Client, at: str) -> None:
    for name in ("since", "until"):
        answer = client.post(REDRIVES, json={"filter": {name: at}, "dry_run": True})
        assert answer.status_code == 202, answer.text


@pytest.mark.parametrize("digits", ["9007199254740992", "-9007199254740992", "9" * 100])
@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        ('{"const": %s}', "/const"),
        ('{"enum": [1, {"a/b": %s}]}', "/enum/1/a~1b"),
        ('{"properties": {"a": {"maximum": %s}}}', "/properties/a/maximum"),
    ],
)
def test_a_schema_with_an_integer_that_few_can_read_is_refused(
    client: Client, digits: str, schema: str, pointer: str
) -> None:
    problem = refused(posted(client, f'{{"schema": {schema % digits}}}'), 422, "schema_invalid")
    assert [one["pointer"] for one in problem["errors"]] == [pointer]


@pytest.mark.parametrize("count", [309, 400, 5_000])
def test_an_integer_that_no_double_holds_is_refused(client: Client, count: int) -> None:
    body = '{"schema": {"enum": [1, %s]}}' % ("9" * count)
    problem = refused(posted(client, body), 400, "malformed_json")
    assert [one["pointer"] for one in problem["errors"]] == ["/schema/enum/1"]


@pytest.mark.parametrize("text", ["9007199254740991", "-9007199254740991", "1.5e300", "5e-324"])
def test_a_number_comes_back_as_it_was(client: Client, text: str) -> None:
    for _ in range(2):  # the second is compared with the first
        made = posted(client, f'{{"schema": {{"maximum": {text}}}}}')
        assert made.status_code == 201, made.text
        assert made.get_json()["schema"] == {"maximum": float(text)}


def published(client: Client, schema: Any) -> None:
    made = client.post("/api/v1/schemas/paid/versions", json={"schema": schema})
    assert made.status_code == 201, made.text


def posted(client: Client, body: str) -> TestResponse:
    path, kind = "/api/v1/schemas/paid/versions", "application/json"
    return client.post(path, data=body, content_type=kind)

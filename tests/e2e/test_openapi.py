"""The OpenAPI document says what the API does: all of it, and nothing else."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.routing import Rule

from entrypoints.http.app import shape
from entrypoints.http.openapi import schema_of
from entrypoints.testing import Portico

VARIABLE = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
SHOWN = (
    *("/api/v1/", "/access/v1/", "/health/", "/metrics", "/.well-known/"),
    *("/register_event", "/get_status"),
)
OAUTH = ("POST /api/v1/auth/token", "POST /api/v1/auth/revoke")
"""Here RFC 6749 says what a refusal looks like."""
OPEN = "/access/v1/"
"""Here the standard says to ignore what one does not know."""


def document(portico: Portico) -> dict[str, Any]:
    response = portico.client.get("/api/openapi.json")
    assert response.mimetype == "application/json"
    found: dict[str, Any] = response.get_json()
    return found


def operations(portico: Portico) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document(portico)["paths"].items():
        for method in METHODS:
            if method.lower() in item:
                yield f"{method} {path}", item[method.lower()]


def routes(rule: Rule) -> set[str]:
    path = VARIABLE.sub(r"{\1}", rule.rule)
    return {f"{method} {path}" for method in METHODS & (rule.methods or set())}


def test_the_document_is_valid_openapi_3_1(portico: Portico) -> None:
    found = document(portico)
    assert found["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(found).iter_errors()) == []


def test_every_route_is_in_the_document_and_nothing_else(portico: Portico) -> None:
    rules = [rule for rule in portico.app.url_map.iter_rules() if rule.rule.startswith(SHOWN)]
    there = {route for rule in rules for route in routes(rule)}
    assert {label for label, _ in operations(portico)} == there


def test_who_asks_while_the_document_is_written_gets_all_of_it() -> None:
    shape.cache_clear()  # its document was written long ago
    portico, together = Portico.start(), Barrier(4)

    def asked(_: int) -> Any:
        together.wait(60)
        return portico.app.test_client().get("/api/openapi.json").get_json()

    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(asked, range(4))
    assert {
        f"{method.upper()} {path}" for path, item in first["paths"].items() for method in item
    } >= {"GET /api/v1/me"}
    assert all(other == first for other in others)
    assert first == document(portico)


def test_every_operation_says_what_it_does_and_how_it_ends(portico: Portico) -> None:
    for label, operation in operations(portico):
        assert operation["summary"], label
        answers = operation["responses"]
        assert [status for status in answers if status.startswith("2")], label
        assert [status for status in answers if status.startswith("4")], label
        assert all(answer["description"] for answer in answers.values()), label


def test_every_refusal_is_a_problem(portico: Portico) -> None:
    for label, operation in operations(portico):
        for status, answer in operation["responses"].items():
            if not status.startswith("2") and (label, status) != ("GET /health/ready", "503"):
                own = ["application/json"] if label in OAUTH and status in {"400", "401"} else []
                shown = [*own, "application/problem+json"]
                assert list(answer["content"]) == shown, (label, status)


def test_every_answer_names_its_request(portico: Portico) -> None:
    for label, operation in operations(portico):
        for status, answer in operation["responses"].items():
            assert "X-Request-Id" in answer["headers"], (label, status)


def test_bodies_take_no_members_that_the_document_does_not_show(portico: Portico) -> None:
    schemas = document(portico)["components"]["schemas"]
    for label, operation in operations(portico):
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if kind == "application/json" and OPEN not in label:
                for schema in content["schema"].get("anyOf", [content["schema"]]):
                    name = schema.get("items", schema)["$ref"].rpartition("/")[2]
                    assert schemas[name]["additionalProperties"] is False, label


def test_the_explorer_reads_that_document_and_nothing_from_elsewhere(portico: Portico) -> None:
    page = portico.client.get("/docs").get_data(as_text=True)
    with portico.client.get("/docs/explorer.js") as answer:
        script = answer.get_data(as_text=True)
    assert "/api/openapi.json" in script
    assert "://" not in page


def test_a_second_shape_of_the_same_name_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="two shapes named Problem"):
        schema_of(msgspec.defstruct("Problem", ["other"]))

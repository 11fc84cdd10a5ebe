"""Every refusal is a problem that a program can tell apart and a person can read (RFC 9457)."""

import pytest

from application.errors import TooMany, Unavailable
from domain.errors import Expired, Forbidden
from e2e.breaking import broken
from e2e.problems import refused
from entrypoints.testing import FailingIndex, Portico

SEARCH, CONVERSATIONS, DOCUMENTS = "/api/v1/search", "/api/v1/conversations", "/api/v1/documents"
NOBODY = "018f0000-0000-7000-8000-00000000dead"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/api/v1",
        f"{DOCUMENTS}/",
        f"{DOCUMENTS}/42",
        f"{DOCUMENTS}/{NOBODY}x",
        f"{DOCUMENTS}/%00",
        f"{DOCUMENTS}/../../etc/passwd",
        f"{DOCUMENTS}/{NOBODY}/pages/-1",
        f"{DOCUMENTS}/{NOBODY}/pages/one",
        f"{DOCUMENTS}/{NOBODY}/pages/{'9' * 5_000}",
        "/docs/vendor/..%2fexplorer.py",
    ],
)
def test_a_path_that_leads_nowhere_is_a_404(portico: Portico, path: str) -> None:
    refused(portico.client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", f"{DOCUMENTS}/{NOBODY}", "document_not_found"),
        ("DELETE", f"{DOCUMENTS}/{NOBODY}", "document_not_found"),
        ("GET", f"{DOCUMENTS}/{NOBODY}/content", "document_not_found"),
        ("GET", f"{DOCUMENTS}/{NOBODY}/pages/1", "document_not_found"),
        ("GET", f"{DOCUMENTS}/{NOBODY}/pages/{10**18}", "document_not_found"),
        ("GET", f"{CONVERSATIONS}/{NOBODY}", "conversation_not_found"),
        ("DELETE", f"{CONVERSATIONS}/{NOBODY}", "conversation_not_found"),
        ("GET", f"{CONVERSATIONS}/{NOBODY}/messages", "conversation_not_found"),
        ("GET", f"/api/v1/runs/{NOBODY}/events", "run_not_found"),
    ],
)
def test_what_is_not_there_says_what_it_was(
    portico: Portico, method: str, path: str, code: str
) -> None:
    refused(portico.client.open(path, method=method), 404, code)


def test_another_method_is_a_405_that_names_those_allowed(portico: Portico) -> None:
    response = portico.client.put(f"{CONVERSATIONS}/{NOBODY}")
    refused(response, 405, "method_not_allowed")
    assert {"GET", "PATCH", "DELETE"} <= set(response.headers["Allow"].split(", "))


def test_all_that_is_wrong_with_a_body_is_said_at_once(portico: Portico) -> None:
    body = {"query": "", "limit": 0, "document_ids": [NOBODY, "x"], "a/b~c": 1, "mode": "no"}
    errors = refused(portico.client.post(SEARCH, json=body), 422, "invalid_body")["errors"]
    assert {error["pointer"] for error in errors} == {
        "/query", "/limit", "/document_ids/1", "/mode", "/a~1b~0c"
    }  # fmt: skip
    assert all(error["detail"] for error in errors)


def test_a_missing_member_is_named(portico: Portico) -> None:
    errors = refused(portico.client.post(SEARCH, json={}), 422, "invalid_body")["errors"]
    assert errors == [{"detail": "member 'query' is missing", "pointer": "/query"}]


def test_wrong_parameters_are_named(portico: Portico) -> None:
    response = portico.client.get(f"{DOCUMENTS}?limit=0&cursor=x")
    errors = refused(response, 422, "invalid_parameters")["errors"]
    assert {error["parameter"] for error in errors} == {"limit", "cursor"}


@pytest.mark.parametrize("limit", ["101", "-1", "", "ten", "1.5", "9" * 5_000, "NaN"])
def test_a_limit_is_a_number_up_to_100(portico: Portico, limit: str) -> None:
    refused(portico.client.get(f"{DOCUMENTS}?limit={limit}"), 422, "invalid_parameters")


@pytest.mark.parametrize("cursor", ["", "A" * 21, "A" * 22 + "=", "A" * 21 + "!", "AAAA!" * 5])
def test_a_cursor_is_one_that_was_given_out(portico: Portico, cursor: str) -> None:
    response = portico.client.get(DOCUMENTS, query_string={"cursor": cursor})
    refused(response, 422, "invalid_parameters")


def test_a_bug_shows_nothing_of_what_is_inside() -> None:
    response = broken(RuntimeError("secret")).client.get(DOCUMENTS)
    refused(response, 500, "internal_error")
    shown = response.get_data(as_text=True) + str(response.headers)
    assert [word for word in ("secret", "RuntimeError", "Traceback", ".py") if word in shown] == []


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Forbidden("not you"), 403, "forbidden"),
        (Expired("too late"), 410, "expired"),
        (TooMany("slower", retry_after=7), 429, "too_many"),
        (Unavailable("the database", "gone fishing"), 503, "unavailable"),
    ],
)
def test_each_kind_of_refusal_has_its_status(error: Exception, status: int, code: str) -> None:
    assert str(error) in refused(broken(error).client.get(DOCUMENTS), status, code)["detail"]


def test_who_should_come_back_later_is_told_when() -> None:
    slower, gone = TooMany("slower", retry_after=7), Unavailable("the database", "gone")
    assert broken(slower).client.get(DOCUMENTS).headers["Retry-After"] == "7"
    assert int(broken(gone).client.get(DOCUMENTS).headers["Retry-After"]) > 0


def test_a_search_index_that_is_away_is_a_503() -> None:
    response = Portico.start(index=FailingIndex()).client.post(SEARCH, json={"query": "harbour"})
    assert "search index" in refused(response, 503, "unavailable")["detail"]

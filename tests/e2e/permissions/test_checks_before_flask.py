"""Checks that are answered in front of Flask are answered as Flask would, to the letter."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask
from structlog.testing import capture_logs

from e2e.before_flask import (
    LENGTHS,
    NOWHERE,
    QUERIES,
    UNUSUAL,
    USUAL,
    Both,
    Side,
    alike,
    shown,
    sides,
)
from e2e.permissions.standard import EVALUATION
from entrypoints.http.bodies import LARGEST_JSON

CHECKS = "/api/v1/access/checks"
CHECK: dict[str, Any] = {"action": "view", "resource": {"id": "<folder>"}}
ASKED: dict[str, Any] = {
    "subject": {"type": "user", "id": "<person>"},
    "action": {"name": "can_read"},
    "resource": {"type": "folder", "id": "<folder>"},
}
USUAL_BODY = {CHECKS: CHECK, EVALUATION: ASKED}
PATHS = tuple(USUAL_BODY)
RAW: dict[str, Any] = {
    "no object": 5,
    "nothing in it": {},
    "a list": [],
    "no JSON": b"{",
    "half of it": b'{"action": "view", "resource"',
    "too deep": b"[" * 10_000,
    "a name twice": b'{"action":"view","action":"edit","resource":{"id":"x"}}',
    "NaN": b'{"action":NaN}',
    "a half pair": b'{"action":"\\ud800"}',
    "NUL": b'{"action":"\\u0000","resource":{"id":"x"}}',
    "no UTF-8": b'{"action":"\xff"}',
    "a long number": b'{"action":123456789012345678901}',
    "a number beyond all": b'{"action":1e400}',
    "something after it": b'{"action":"view"} {}',
    "a byte order mark": b'\xef\xbb\xbf{"action":"view"}',
    "the largest": b'{"action":"' + b"a" * (LARGEST_JSON - 13) + b'"}',
}
OURS: dict[str, Any] = {
    "about oneself": CHECK,
    "of a type": {**CHECK, "resource": {"id": "<folder>", "type": "folder"}},
    "of another type": {**CHECK, "resource": {"id": "<folder>", "type": "document"}},
    "of no type": {**CHECK, "resource": {"id": "<folder>", "type": "F"}},
    "what is not there": {**CHECK, "resource": {"id": NOWHERE}},
    "what is no id": {**CHECK, "resource": {"id": "../me"}},
    "an action there is not": {**CHECK, "action": "fly"},
    "a member too many": {**CHECK, "level": "administer"},
    "about another": {**CHECK, "subject": {"id": "<person>"}},
    "about nobody": {**CHECK, "subject": {"id": NOWHERE}},
    "about a robot": {**CHECK, "subject": {"id": "<person>", "type": "robot"}},
    "several": {"checks": [CHECK, {**CHECK, "action": "delete"}, {**CHECK, "subject": None}]},
    "none": {"checks": []},
    "a thousand and one": {"checks": [CHECK] * 1_001},
    "several that are none": {"checks": [CHECK, 5]},
    "several and one": {"checks": [CHECK], **CHECK},
}
STANDARD: dict[str, Any] = {
    "permitted": ASKED,
    "denied": {**ASKED, "action": {"name": "can_delete"}},
    "about whom nobody knows": {**ASKED, "subject": {"type": "user", "id": "alice"}},
    "about a robot": {**ASKED, "subject": {"type": "robot", "id": "<person>"}},
    "an action there is not": {**ASKED, "action": {"name": "fly"}},
    "of another type": {**ASKED, "resource": {"type": "document", "id": "<folder>"}},
    "what is not there": {**ASKED, "resource": {"type": "folder", "id": "1"}},
    "with a context": {**ASKED, "context": {"time": "now"}, "later": [1]},
    "with another context": {**ASKED, "context": None},
    "without a subject": {"action": ASKED["action"], "resource": ASKED["resource"]},
    "a subject that is none": {**ASKED, "subject": {"type": 1, "id": "<person>"}},
}
BODIES = {f"check: {name}": (CHECKS, body) for name, body in (RAW | OURS).items()} | {
    f"evaluation: {name}": (EVALUATION, body) for name, body in (RAW | STANDARD).items()
}
VERSIONS = {"now": "1", "later": "999999", "no number": "x", "too long": "9" * 19, "-1": "-1"}


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch:
        yield sides(patch)


@pytest.mark.parametrize(("path", "body"), BODIES.values(), ids=BODIES)
def test_every_body_is_answered_alike(both: Both, path: str, body: Any) -> None:
    alike(both, lambda side: side.told(path, body, {}), front=True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", USUAL)
def test_whoever_asks_is_told_the_same(both: Both, path: str, name: str) -> None:
    alike(both, lambda side: side.told(path, USUAL_BODY[path], USUAL[name]), front=True)


def test_an_evaluation_gives_any_id_back(both: Both) -> None:
    given = {"X-Request-Id": "mine {1}"}
    told = alike(both, lambda side: side.told(EVALUATION, ASKED, given), front=True)
    assert told.headers["X-Request-Id"] == "mine {1}"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", VERSIONS)
def test_what_is_older_than_asked_for_is_refused_alike(both: Both, path: str, name: str) -> None:
    headers = {"Authz-At-Least": VERSIONS[name]}
    told = alike(both, lambda side: side.told(path, USUAL_BODY[path], headers), front=True)
    assert told.status_code == {"now": 200, "later": 409}.get(name, 400)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_goes_on_to_flask(both: Both, path: str, name: str) -> None:
    alike(both, lambda side: side.told(path, USUAL_BODY[path], UNUSUAL[name]), front=False)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", QUERIES)
def test_so_does_a_query(both: Both, path: str, query: str) -> None:
    ask = f"{path}?{query}"
    alike(both, lambda side: side.told(ask, USUAL_BODY[path], {}), front=False)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", [b"", b" " * (LARGEST_JSON + 1)], ids=["empty", "too large"])
def test_so_does_what_is_empty_or_too_large(both: Both, path: str, body: bytes) -> None:
    alike(both, lambda side: side.told(path, body, {}), front=False)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_body_of_another_length_is_answered_alike(both: Both, path: str, length: str) -> None:
    kept = {"CONTENT_LENGTH": length}
    answers = [
        shown(side.told(path, USUAL_BODY[path], {}, environ_overrides=kept)) for side in both
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] >= 400


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_another_method_is_flask_s(both: Both, path: str, method: str) -> None:
    def ask(side: Side) -> Any:
        headers = {"X-Request-Id": "r", "Authorization": f"Bearer {side.names['token']}"}
        return side.portico.app.test_client().open(path, method=method, headers=headers)

    alike(both, ask, front=False)


@pytest.mark.parametrize("path", PATHS)
def test_a_bug_is_told_alike(both: Both, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr("entrypoints.http.permissions.decisions.checking.CheckAccess", None)
    told = alike(both, lambda side: side.told(path, USUAL_BODY[path], {}), front=True)
    assert told.status_code == 500


@pytest.mark.parametrize("path", PATHS)
def test_the_log_says_the_same(both: Both, path: str) -> None:
    told = []
    for side in both:
        with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
            side.told(path, USUAL_BODY[path], {})
        told.append([{**one, "ms": 0, "trace_id": ""} for one in lines])
    assert told[0] == told[1]
    assert [one["route"] for one in told[0]] == [path]


@pytest.mark.parametrize("path", PATHS)
def test_flask_is_not_asked(both: Both, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(Flask, "full_dispatch_request", None)
    assert both[0].told(path, USUAL_BODY[path], {}).status_code == 200

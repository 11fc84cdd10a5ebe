"""A question that is answered in front of Flask is answered as Flask would, but for fresh ids."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from application.conversations.answer_at_once import AnswerAtOnce
from e2e.before_flask import LENGTHS, NOWHERE, QUERIES, UNUSUAL, USUAL, Both, Side, Watched, sides
from e2e.harbour import RULES, WHEN
from entrypoints.http.bodies import LARGEST_JSON

ASKED: dict[str, Any] = {"content": WHEN}
BODIES: dict[str, Any] = {
    "a question": ASKED,
    "what leans on it": {"content": "And when does it close?"},
    "what nobody knows": {"content": "Who founded Rome?"},
    "nothing": {"content": ""},
    "blanks": {"content": "  "},
    "too much": {"content": "a" * 10_001},
    "no content": {},
    "a member too many": {**ASKED, "more": 1},
    "no document of theirs": {**ASKED, "document_ids": [NOWHERE]},
    "no documents": {**ASKED, "document_ids": []},
    "no id": {**ASKED, "document_ids": ["harbour"]},
    "words alone": {**ASKED, "retrieval": {"mode": "keyword", "limit": 1}},
    "another query": {**ASKED, "retrieval": {"query": "harbour"}},
    "an empty query": {**ASKED, "retrieval": {"query": " "}},
    "no mode": {**ASKED, "retrieval": {"mode": "guess"}},
    "no object": 5,
    "a list": [],
    "no JSON": b"{",
    "too deep": b"[" * 10_000,
    "a name twice": b'{"content":"a","content":"b"}',
    "NaN": b'{"content":NaN}',
    "a half pair": b'{"content":"\\ud800"}',
    "NUL": b'{"content":"\\u0000"}',
    "no UTF-8": b'{"content":"\xff"}',
    "a byte order mark": b'\xef\xbb\xbf{"content":"a"}',
}
ACCEPTED = {"anything": "*/*", "JSON": "application/json"}
PASSED_ON = UNUSUAL | {
    "a key to repeat by": {"Idempotency-Key": "k-1"},
    "a key that is none": {"Idempotency-Key": "a,b"},
    "a stream": {"Accept": "text/event-stream"},
    "either": {"Accept": "text/event-stream;q=0.1, application/json"},
}
ELSEWHERE = {
    "a slash behind": ("/api/v1/conversations/{}/messages/", False),
    "no id": ("/api/v1/conversations/harbour/messages", False),
    "an id in braces": ("/api/v1/conversations/{{{}}}/messages", False),
    "nobody's": (f"/api/v1/conversations/{NOWHERE}/messages", True),
    "a line break": ("/api/v1/conversations/{}/messages%0A", False),
    "something before": ("/x/api/v1/conversations/{}/messages", False),
}
FRESH = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\"milliseconds\":\d+")


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch:
        made = sides(patch)
        for side in made:
            assert side.told("/api/v1/documents", {"title": "Rules", "text": RULES}, {}).is_json
            side.portico.work()
            started = side.told("/api/v1/conversations", {}, {}).get_json()
            side.names["conversation"] = started["id"]
        yield made


def ask(side: Side, body: Any = ASKED, path: str | None = None, **more: Any) -> TestResponse:
    path = path or "/api/v1/conversations/{}/messages"
    return side.told(path.format(side.names["conversation"]), body, more.pop("headers", {}), **more)


def alike(both: Both, *given: Any, front: bool, **more: Any) -> TestResponse:
    """Return the answer, which both give alike, `front` telling who gave the first."""
    before = Watched.answered
    first, flask = (ask(side, *given, **more) for side in both)
    assert shown(first) == shown(flask)
    assert Watched.answered - before == front
    return first


def shown(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return all but what is made anew each time."""
    kept = [
        (name, FRESH.sub(b"", value.encode()).decode())
        for name, value in answer.headers
        if name != "Content-Length"
    ]
    return answer.status_code, sorted(kept), FRESH.sub(b"", answer.get_data())


def test_a_question_is_answered_in_front(both: Both) -> None:
    told = alike(both, front=True)
    assert (told.status_code, told.get_json()["answer_status"]) == (201, "answered")
    assert told.headers["Location"].startswith("/api/v1/runs/")


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_body_is_answered_alike(both: Both, body: Any) -> None:
    alike(both, body, front=True)


@pytest.mark.parametrize("name", USUAL)
def test_whoever_asks_is_told_the_same(both: Both, name: str) -> None:
    alike(both, headers=USUAL[name], front=True)


@pytest.mark.parametrize("accepted", ACCEPTED.values(), ids=ACCEPTED)
def test_who_accepts_json_is_answered_in_front(both: Both, accepted: str) -> None:
    alike(both, headers={"Accept": accepted}, front=True)


@pytest.mark.parametrize("name", PASSED_ON)
def test_what_is_unusual_goes_on_to_flask(both: Both, name: str) -> None:
    alike(both, headers=PASSED_ON[name], front=False)


@pytest.mark.parametrize("query", QUERIES)
def test_so_does_a_query(both: Both, query: str) -> None:
    alike(both, ASKED, f"/api/v1/conversations/{{}}/messages?{query}", front=False)


@pytest.mark.parametrize("body", [b"", b" " * (LARGEST_JSON + 1)], ids=["empty", "too large"])
def test_so_does_what_is_empty_or_too_large(both: Both, body: bytes) -> None:
    alike(both, body, front=False)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_path_is_read_as_flask_reads_it(both: Both, name: str) -> None:
    path, front = ELSEWHERE[name]
    alike(both, ASKED, path, front=front)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_body_of_another_length_is_answered_alike(both: Both, length: str) -> None:
    kept = {"CONTENT_LENGTH": length}
    answers = [shown(ask(side, environ_overrides=kept)) for side in both]
    assert answers[0] == answers[1]
    assert answers[0][0] >= 400


def test_a_large_id_is_the_same_id(both: Both) -> None:
    answers = []
    for side in both:
        path = f"/api/v1/conversations/{side.names['conversation'].upper()}/messages"
        answers.append(shown(side.told(path, ASKED, {})))
    assert answers[0] == answers[1]
    assert answers[0][0] == 201


def test_a_bug_tells_nothing_of_itself(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(AnswerAtOnce, "__call__", broken)
    monkeypatch.setattr(Flask, "testing", False)
    told = alike(both, front=True)
    assert told.status_code == 500
    assert b"secret" not in told.get_data()


def test_the_log_says_the_same_with_the_rule_and_no_id(both: Both) -> None:
    told = []
    for side in both:
        with capture_logs() as lines:
            ask(side)
        told.append([{**line, "ms": 0} for line in lines])
    assert told[0] == told[1]
    assert [line["route"] for line in told[0]] == [
        "/api/v1/conversations/<uuid:conversation_id>/messages"
    ]


def test_flask_is_not_asked(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Flask, "full_dispatch_request", None)
    assert ask(both[0]).status_code == 201

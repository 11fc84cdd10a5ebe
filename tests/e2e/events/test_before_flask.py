"""What is answered in front of Flask is answered as Flask would, to the letter."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import structlog
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from e2e.before_flask import LENGTHS, QUERIES, UNUSUAL, USUAL, Both, Side, alike, shown, sides
from entrypoints.http import app as application
from entrypoints.observability.metrics import REQUESTS
from entrypoints.testing import Portico

NUMBERS = count()
PATHS = ("/api/v1/events", "/register_event")
AGAIN, OTHER = {"id": "twice"}, {"id": "twice", "data": {"total": 13}}


def event(**changes: Any) -> dict[str, Any]:
    return {"id": "e-1", "source": "shop", "type": "paid", "data": {"total": 12}, **changes}


BODIES: dict[str, Any] = {
    "one": event(),
    "told twice": event(**AGAIN),
    "the same again": event(**AGAIN),
    "the same id with more": event(**OTHER),
    "two": [event(id="a"), event(id="b", subject="ada@example.com")],
    "a dull one and a good one": [event(id="c"), event(type=7)],
    "none that is any good": [event(type=7), event(id="")],
    "from the future": event(occurred_at="2999-01-01T00:00:00Z"),
    "a member too many": event(more=1),
    "a member too few": {"id": "e-1"},
    "no object": 5,
    "nothing": b"",
    "an empty list": [],
    "no JSON": b"{",
    "half of it": b'{"id": "e-1", "source"',
    "too deep": b"[" * 10_000,
    "a name twice": b'{"id":"t","id":"u","source":"s","type":"t","data":1}',
    "NaN": b'{"id":"n","source":"s","type":"t","data":NaN}',
    "NUL": b'{"id":"n","source":"s","type":"t","data":"\\u0000"}',
    "half a pair": b'{"id":"n","source":"s","type":"t","data":"\\ud800"}',
    "no UTF-8": b'{"id":"\xff"}',
    "a long number": b'{"id":"l","source":"s","type":"t","data":123456789012345678901}',
    "too many": b"[" + b"{}," * 10_000 + b"{}]",
    "somebody's address for an id": event(id="ada@example.com"),
    "a dotted source": event(source="..", id="a/b"),
}
PASSED_ON = UNUSUAL | {
    "a key to repeat by": {"Idempotency-Key": "k-1"},
    "a key that is none": {"Idempotency-Key": "a,b"},
    "a CloudEvent": {"ce-specversion": "1.0", "ce-id": "1", "ce-source": "/a", "ce-type": "t"},
}


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch:
        yield sides(patch)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", BODIES)
def test_every_body_is_answered_alike(both: Both, path: str, name: str) -> None:
    body = BODIES[name]
    alike(both, lambda side: side.told(path, body, {}), front=body != b"")


@pytest.mark.parametrize("name", USUAL)
def test_whoever_asks_is_told_the_same(both: Both, name: str) -> None:
    body = event(id=f"by-{next(NUMBERS)}")
    alike(both, lambda side: side.told(PATHS[0], body, USUAL[name]), front=True)


@pytest.mark.parametrize("name", PASSED_ON)
def test_what_is_unusual_goes_on_to_flask(both: Both, name: str) -> None:
    body = event(id=f"by-{next(NUMBERS)}")
    alike(both, lambda side: side.told(PATHS[0], body, PASSED_ON[name]), front=False)


@pytest.mark.parametrize("query", QUERIES)
def test_so_does_a_query(both: Both, query: str) -> None:
    body = event(id=f"by-{next(NUMBERS)}")
    alike(both, lambda side: side.told(f"{PATHS[0]}?{query}", body, {}), front=False)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_body_of_another_length_is_answered_alike(both: Both, length: str) -> None:
    kept = {"CONTENT_LENGTH": length}
    body = event(id=f"by-{next(NUMBERS)}")

    def ask(side: Side) -> TestResponse:
        return side.told(PATHS[0], body, {}, environ_overrides=kept)

    first, flask = map(ask, both)
    assert shown(first) == shown(flask)
    assert first.status_code >= 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_another_method_is_flask_s(both: Both, method: str) -> None:
    def ask(side: Side) -> TestResponse:
        headers = {"X-Request-Id": "r", "Authorization": f"Bearer {side.names['token']}"}
        client = side.portico.app.test_client()
        return client.open("/register_event", method=method, headers=headers)

    alike(both, ask, front=False)


def test_limits_are_counted_and_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    few = sides(monkeypatch, events_per_second=1, events_burst=4)
    for number in range(3):
        body = [event(id=f"{number}-{one}") for one in range(2)]
        alike(few, lambda side, body=body: side.told(PATHS[0], body, {}), front=True)  # type: ignore[misc]  # bound at once
    assert few[0].told(PATHS[0], event(id="x"), {}).status_code == 429


def test_a_bug_is_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = sides(monkeypatch)
    monkeypatch.setattr("entrypoints.http.events.taking.AcceptedView", None)
    alike(broken, lambda side: side.told(PATHS[0], event(), {}), front=True)
    assert broken[0].told(PATHS[0], event(), {}).status_code == 500


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_strangers_are_refused_by_flask(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    first = Portico.start()
    monkeypatch.setattr(application, "BeforeFlask", lambda app, *_: app)
    given = {"X-Request-Id": "r", **headers}
    answers = [
        one.client.post(PATHS[0], json=event(), headers=given) for one in (first, Portico.start())
    ]
    assert shown(answers[0]) == shown(answers[1])
    assert answers[0].status_code in {403, 421}


def test_the_log_and_the_counters_say_the_same(both: Both) -> None:
    told = []
    for side in both:
        before = counted()
        with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
            side.told(PATHS[0], event(id="logged"), {})
        logged = [{**one, "ms": 0, "trace_id": ""} for one in lines]
        told.append((logged, counted() - before))
    assert told[0] == told[1]
    assert len(told[0][0]) == told[0][1] == 1


def counted() -> float:
    return sum(
        sample.value
        for metric in REQUESTS.collect()
        for sample in metric.samples
        if sample.name.endswith("_total") and sample.labels["route"] == PATHS[0]
    )


def test_flask_is_not_asked(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Flask, "full_dispatch_request", None)
    assert both[0].told(PATHS[0], event(id="alone"), {}).status_code == 202

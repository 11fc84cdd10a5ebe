"""JSON that is none, and JSON that others read differently, in every shape that JSON comes in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from e2e.events.hooking import Hooks
from support.event_bodies import around, event
from unit.adapters.events.json_cases import JSON, NO_JSON, OURS, UNDERFLOW

KIND = "application/json"
CLOUD, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
BINARY = {"ce-specversion": "1.0", "ce-id": "a", "ce-source": "s", "ce-type": "t"}
Send = Callable[[Hooks, bytes], TestResponse]


def cloud(data: bytes) -> bytes:
    return b'{"specversion":"1.0","id":"a","source":"s","type":"t","data":%s}' % data


def told(hooks: Hooks, body: bytes, kind: str, **headers: str) -> TestResponse:
    client = hooks.town.portico.client
    return client.post("/api/v1/events", data=body, content_type=kind, headers=headers)


def webhook(hooks: Hooks, data: bytes) -> TestResponse:
    source, body = hooks.source(event_type="t"), b'{"data":%s}' % data
    return hooks.send(source["id"], hooks.signed(source["secret"], body=body), body)


def posted(path: str, body: bytes) -> Send:
    def send(hooks: Hooks, data: bytes) -> TestResponse:
        client = hooks.town.portico.client
        return client.post(f"/api/v1{path}", data=body % data, content_type=KIND)

    return send


SHAPES: dict[str, Send] = {
    "an event": lambda hooks, data: told(hooks, around(data), KIND),
    "a list": lambda hooks, data: told(hooks, b"[%s]" % around(data), KIND),
    "a list of two": lambda hooks, data: told(hooks, b"[%s,%s]" % ((around(data),) * 2), KIND),
    "a line": lambda hooks, data: told(
        hooks, b"\n" + around(data.replace(b"\n", b"\x0c")), "application/x-ndjson"
    ),
    "a CloudEvent": lambda hooks, data: told(hooks, cloud(data), CLOUD),
    "a batch": lambda hooks, data: told(hooks, b"[%s]" % cloud(data), BATCH),
    "binary": lambda hooks, data: told(hooks, b'{"data":%s}' % data, KIND, **BINARY),
    "a webhook": webhook,
    "a schema": posted("/schemas/t/versions", b'{"schema":{"default":%s}}'),
    "a source": posted("/sources", b'{"name":"n","kind":"api","event_type":%s}'),
    "a search": posted("/search", b'{"query":%s}'),
    "a decision": posted("/access/checks", b'{"resource":%s}'),
}


@pytest.mark.parametrize("send", SHAPES.values(), ids=SHAPES)
def test_no_json_is_refused_with_its_place(hooks: Hooks, send: Send) -> None:
    wrong = []
    for name, text in NO_JSON.items():
        answer = send(hooks, text)
        said = answer.get_json()["detail"] + str(answer.get_json().get("errors"))
        if answer.status_code not in {400, 422} or "column " not in said:
            wrong.append((name, answer.status_code, said))
    assert wrong == []


@pytest.mark.parametrize("send", SHAPES.values(), ids=SHAPES)
def test_what_others_read_differently_is_never_taken(hooks: Hooks, send: Send) -> None:
    wrong = []
    for name, (text, _) in OURS.items():
        answer = send(hooks, text)
        if answer.status_code not in {400, 422}:
            wrong.append((name, answer.status_code, answer.text))
    assert wrong == []


def test_json_is_kept_exactly(hooks: Hooks) -> None:
    every = {**JSON, **UNDERFLOW}
    lines = [
        around(text.replace(b"\n", b" ").replace(b"\r", b" ")).replace(b'"a"', b'"%d"' % number, 1)
        for number, text in enumerate(every.values())
    ]
    assert told(hooks, b"\n".join(lines), "application/x-ndjson").get_json()["rejected"] == 0
    by_list = [line.replace(b'"s"', b'"list"', 1) for line in lines]
    assert told(hooks, b"[%s]" % b",".join(by_list), KIND).get_json()["rejected"] == 0
    kept = hooks.kept(2 * len(lines))
    wanted = [json.loads(text) for text in every.values()] * 2
    assert [repr(one.data) for one in kept] == [repr(one) for one in wanted]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"id": ""}, "/id"),
        ({"id": "x" * 256}, "/id"),
        ({"id": "x" * 257}, "/id"),
        ({"id": "a\x07b"}, "/id"),
        ({"id": "a\u2028b"}, "/id"),
        ({"id": " a"}, "/id"),
        ({"id": 7}, "/id"),
        ({"id": None}, "/id"),
        ({"type": ""}, "/type"),
        ({"type": None}, "/type"),
        ({"version": -1}, "/version"),
        ({"version": "1"}, "/version"),
        ({"version": 1.5}, "/version"),
        ({"occurred_at": "2026-03-01T24:00:00Z"}, "/occurred_at"),
        ({"occurred_at": "2026-03-01T12:00:60Z"}, "/occurred_at"),
        ({"occurred_at": "2026-03-01T12:00:00"}, "/occurred_at"),
        ({"occurred_at": "2026-02-30T12:00:00Z"}, "/occurred_at"),
        ({"occurred_at": "2999-01-01T00:00:00Z"}, "/occurred_at"),
        ({"occurred_at": 1772362800}, "/occurred_at"),
        ({"unheard_of": 1}, ""),
    ],
)
def test_a_bad_event_is_a_422_that_points(hooks: Hooks, changes: Any, pointer: str) -> None:
    answer = told(hooks, event(**changes), KIND)
    assert answer.status_code == 422, answer.text
    [fault] = answer.get_json()["errors"]
    assert fault.get("pointer", "").startswith(pointer)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x" * 255},
        {"id": "🧵"},
        {"id": "a b"},
        {"occurred_at": "1970-01-01T00:00:00Z"},
        {"occurred_at": "1969-12-31T23:59:59.999Z"},
        {"occurred_at": "2016-12-31T23:59:60Z"},
        {"occurred_at": "2026-03-02T11:00:00Z"},
        {"version": 0},
        {"data": None},
    ],
)
def test_an_unusual_event_is_taken(hooks: Hooks, changes: Any) -> None:
    assert told(hooks, event(**changes), KIND).status_code == 202


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"specversion": "0.3"}, "specversion"),
        ({"specversion": "1"}, "specversion"),
        ({"specversion": 1.0}, "specversion"),
        ({"specversion": None}, "specversion"),
        ({"id": ""}, "id"),
        ({"id": None}, "id"),
        ({"source": ""}, "source"),
        ({"source": "a b"}, "source"),
        ({"source": None}, "source"),
        ({"type": ""}, "type"),
        ({"type": None}, "type"),
        ({"time": "2026-03-01 12:00:00Z"}, "time"),
        ({"time": "2026-03-01T12:00:00"}, "time"),
        ({"subject": ""}, "subject"),
        ({"dataschema": "relative"}, "dataschema"),
        ({"datacontenttype": "nonsense"}, "datacontenttype"),
        ({"ext": 2**31}, "ext"),
        ({"ext": 1.5}, "ext"),
        ({"ext": {}}, "ext"),
        ({"Ext": "x"}, "Ext"),
        ({"data": 1, "data_base64": "AA=="}, "data_base64"),
        ({"data_base64": "A"}, "data_base64"),
    ],
)
def test_a_cloud_event_that_is_wrong_names_the_attribute(
    hooks: Hooks, change: dict[str, Any], name: str
) -> None:
    good = {"specversion": "1.0", "id": "a", "source": "/s", "type": "t"}
    both = json.dumps([{**good, "id": "b"}, {**good, **change}]).encode()
    alone = told(hooks, json.dumps({**good, **change}).encode(), CLOUD)
    assert alone.status_code == 422, alone.text
    assert name in alone.get_json()["detail"]
    mixed = told(hooks, both, BATCH)
    assert mixed.status_code == 202, mixed.text
    assert [one["status"] for one in mixed.get_json()["results"]] == ["accepted", "rejected"]
    assert name in mixed.get_json()["results"][1]["problem"]["detail"]

"""Events over HTTP: each is told what became of it, and nothing is half taken."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import TestResponse

from entrypoints.testing import Portico

NDJSON, CLOUD = "application/x-ndjson", "application/cloudevents+json"


def event(id: str = "e-1", **changes: Any) -> dict[str, Any]:
    return {"id": id, "source": "shop", "type": "order.paid", "data": {"total": 12}, **changes}


def tell(portico: Portico, body: Any, **headers: str) -> TestResponse:
    return portico.client.post("/api/v1/events", json=body, headers=headers)


def statuses(answer: TestResponse) -> list[str]:
    return [one["status"] for one in answer.get_json()["results"]]


def test_one_event_is_taken_and_shown_where_it_is(portico: Portico) -> None:
    answer = tell(portico, event())

    assert answer.status_code == 202
    assert answer.get_json() == {
        "accepted": 1,
        "duplicates": 0,
        "rejected": 0,
        "quarantined": 0,
        "results": [
            {
                "index": 0,
                "id": "e-1",
                "status": "accepted",
                "status_url": "/api/v1/events/shop/e-1",
            }
        ],
    }
    shown = portico.client.get("/api/v1/events/shop/e-1").get_json()
    assert (shown["state"], shown["type"], shown["attempts"]) == ("received", "order.paid", 0)
    assert [one["state"] for one in shown["timeline"]] == ["received"]


def test_the_brief_s_own_names_do_the_same(portico: Portico) -> None:
    assert portico.client.post("/register_event", json=event()).status_code == 202
    assert statuses(tell(portico, event())) == ["duplicate"]
    query = {"source": "shop", "id": "e-1"}
    by_name = portico.client.get("/get_status", query_string=query)
    assert by_name.get_json() == portico.client.get("/api/v1/events/shop/e-1").get_json()


def test_each_event_of_a_list_has_its_own_result(portico: Portico) -> None:
    tell(portico, event("e-0"))
    answer = tell(
        portico,
        [
            event("e-1"),
            event("e-0"),
            event("e-0", data={"total": 13}),
            event("e-2", occurred_at="2999-01-01T00:00:00Z"),
            event("e-3", type=7),
            event("e-1"),
        ],
    )
    assert answer.status_code == 202
    assert statuses(answer) == [
        "accepted",
        "duplicate",
        "conflict",
        "rejected",
        "rejected",
        "duplicate",
    ]
    told = [one.get("problem", {}).get("code") for one in answer.get_json()["results"]]
    assert told[2:4] == ["id_conflict", "in_the_future"]
    body = answer.get_json()
    assert (body["accepted"], body["duplicates"], body["rejected"]) == (1, 2, 3)


def test_a_request_of_which_nothing_is_taken_is_refused_with_the_reasons(portico: Portico) -> None:
    answer = tell(portico, [event(type=7), event("", type="a")])
    body = answer.get_json()

    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert body["code"] == "no_event_taken"
    assert [one["pointer"] for one in body["errors"]] == ["/0/type", "/1/id"]
    assert statuses(answer) == ["rejected", "rejected"]


def test_another_body_under_a_known_id_is_a_conflict_and_kept_in_quarantine(
    portico: Portico,
) -> None:
    tell(portico, event())
    answer = tell(portico, event(data={"total": 13}))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "id_conflict")
    assert portico.client.get("/api/v1/events/shop/e-1").get_json()["state"] == "received"


def test_nobody_hears_of_an_event_that_was_not_told(portico: Portico) -> None:
    answer = portico.client.get("/api/v1/events/shop/none")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "event_not_found")


@pytest.mark.parametrize(("source", "id"), [("/a/b", "e-1"), ("shop", "a/b"), ("..", "é ü")])
def test_every_status_url_leads_to_its_event(portico: Portico, source: str, id: str) -> None:
    answer = tell(portico, event(id, source=source))
    url = answer.get_json()["results"][0]["status_url"]
    shown = portico.client.get(url).get_json()
    assert (shown["source"], shown["id"]) == (source, id)


def test_lines_and_cloud_events_are_taken_too(portico: Portico) -> None:
    lines = b"\n".join(json.dumps(event(f"l-{n}")).encode() for n in range(3))
    answer = portico.client.post(
        "/api/v1/events",
        data=gzip.compress(lines),
        headers={"Content-Type": NDJSON, "Content-Encoding": "gzip"},
    )
    assert statuses(answer) == ["accepted"] * 3

    cloud = {"specversion": "1.0", "id": "c-1", "source": "/till", "type": "sold", "data": 1}
    told = portico.client.post(
        "/api/v1/events", data=json.dumps(cloud), headers={"Content-Type": CLOUD}
    )
    assert statuses(told) == ["accepted"]
    binary = {"ce-specversion": "1.0", "ce-id": "c-1", "ce-source": "/till", "ce-type": "sold"}
    again = portico.client.post("/api/v1/events", json=1, headers=binary)
    assert statuses(again) == ["duplicate"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"", {}, 400, "empty_body"),
        (b"[]", {}, 422, "no_events"),
        (b"{", {}, 400, "malformed_json"),
        (b"[" * 100_000, {}, 400, "nested_too_deep"),
        (b"{}", {"Content-Type": "text/html"}, 415, "unsupported_media_type"),
        (b"{}", {"Content-Encoding": "br"}, 415, "unsupported_content_encoding"),
        (b"\x1f\x8b", {"Content-Encoding": "gzip"}, 400, "malformed_compression"),
        (b"[" + b"{}," * 10_000 + b"{}]", {}, 413, "too_many_events"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(
    portico: Portico, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    sent = {"Content-Type": "application/json", **headers}
    answer = portico.client.post("/api/v1/events", data=body, headers=sent)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_the_largest_event_fits_and_one_byte_more_does_not(portico: Portico) -> None:
    def of_size(size: int) -> bytes:
        bare = json.dumps(event(f"s-{size}", data="")).encode()
        return bare.replace(b'"data": ""', b'"data": "' + b"a" * (size - len(bare)) + b'"')

    kind = {"Content-Type": "application/json"}
    fits = portico.client.post("/api/v1/events", data=of_size(1_048_576), headers=kind)
    over = portico.client.post("/api/v1/events", data=of_size(1_048_577), headers=kind)
    assert statuses(fits) == ["accepted"]
    assert (over.status_code, over.get_json()["code"]) == (413, "event_too_large")


def test_a_key_makes_a_request_happen_once(portico: Portico) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, again = tell(portico, event(), **key), tell(portico, event(), **key)
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert tell(portico, event("e-2"), **key).status_code == 422


def test_sixteen_who_tell_one_event_at_once_tell_it_once(portico: Portico) -> None:
    ready = Barrier(16)

    def told(_: int) -> str:
        ready.wait()
        answer = portico.app.test_client().post("/api/v1/events", json=event())
        return statuses(answer)[0]

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(told, range(16))) == ["accepted", *["duplicate"] * 15]


def test_a_clock_that_is_off_is_corrected(portico: Portico) -> None:
    years_ago = {"occurred_at": "2001-01-01T00:00:00Z", "sent_at": "2001-01-01T00:00:05Z"}
    ahead = {"occurred_at": "2990-01-01T00:00:00Z", "sent_at": "2990-01-01T00:00:05Z"}
    answer = tell(portico, [event("e-1", **years_ago), event("e-2", **ahead)])
    assert statuses(answer) == ["accepted", "accepted"]

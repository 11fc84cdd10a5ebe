"""An event's whole way, from the request to what consumers made of it."""

from typing import Any

from entrypoints.testing import Portico


def told(portico: Portico, *events: dict[str, Any]) -> None:
    answer = portico.client.post("/api/v1/events", json=list(events))
    assert answer.status_code == 202


def status(portico: Portico, id: str) -> dict[str, Any]:
    found: dict[str, Any] = portico.client.get(f"/api/v1/events/shop/{id}").get_json()
    return found


def event(id: str, **changes: Any) -> dict[str, Any]:
    return {"id": id, "source": "shop", "type": "order.paid", "data": {}, **changes}


def test_the_status_tells_every_step_and_every_consumer(portico: Portico) -> None:
    told(portico, event("e-1"), event("e-2", key="order 7", sequence=1))
    portico.work()

    shown = status(portico, "e-1")
    assert (shown["state"], shown["attempts"]) == ("processed", 1)
    steps = [(one["state"], one.get("consumer")) for one in shown["timeline"]]
    assert steps == [("received", None), ("published", None), ("processed", "tallies")]
    assert [one["name"] for one in status(portico, "e-2")["consumers"]] == ["tallies", "states"]


def test_who_prefers_to_wait_is_told_at_once_when_it_is_done(portico: Portico) -> None:
    told(portico, event("e-1"))
    portico.work()
    url = "/api/v1/events/shop/e-1"
    first = portico.client.get(url, headers={"Prefer": "wait=10"})
    assert first.get_json()["state"] == "processed"
    again = portico.client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_documents_that_come_as_events_are_found(portico: Portico) -> None:
    data = {"title": "Harbour", "text": "The harbour master is called Quill."}
    told(portico, event("d-1", type="document.created", data=data))
    portico.work()

    assert status(portico, "d-1")["state"] == "processed"
    found = portico.client.post("/api/v1/search", json={"query": "harbour master"}).get_json()
    assert "Quill" in found["items"][0]["text"]


def test_poison_is_a_dead_letter_that_can_be_looked_at_and_redriven(portico: Portico) -> None:
    told(
        portico,
        event("d-1", type="document.created", key="doc", data={"title": "No text"}),
        event("d-2", type="document.created", key="doc", data={"title": "T", "text": "Lamp."}),
    )
    portico.work()
    assert status(portico, "d-1")["state"] == "dead"

    letters = portico.client.get("/api/v1/dead-letters").get_json()["items"]
    assert [(one["event_id"], one["reason"]) for one in letters] == [
        ("d-2", "lane_parked"),
        ("d-1", "bad_document"),
    ]
    details = portico.client.get(f"/api/v1/dead-letters/{letters[1]['id']}").get_json()
    assert details["data"] == {"title": "No text"}
    assert details["letter"]["failures"][0]["code"] == "bad_document"

    wanted: dict[str, Any] = {"filter": {"consumer": "knowledge"}}
    dry = portico.client.post("/api/v1/dead-letters/redrives", json={**wanted, "dry_run": True})
    assert dry.get_json()["moving"] == 2
    assert [one["event_id"] for one in dry.get_json()["first"]] == ["d-1", "d-2"]
    done = portico.client.post("/api/v1/dead-letters/redrives", json=wanted)
    assert (done.status_code, done.get_json()["moving"]) == (202, 2)
    portico.work()
    assert status(portico, "d-1")["state"] == "dead"


def test_streams_tell_what_waits_and_what_is_dead(portico: Portico) -> None:
    told(portico, event("e-1"), event("d-1", type="document.created", data={}))
    before = portico.client.get("/api/v1/streams").get_json()
    assert (before["journal"]["received"], before["journal"]["unpublished"]) == (2, 2)
    assert before["journal"]["oldest_at"] is not None

    portico.work()
    after = portico.client.get("/api/v1/streams").get_json()
    assert (after["journal"]["unpublished"], after["journal"]["oldest_at"]) == (0, None)
    assert {one["consumer"]: (one["lag"], one["dead"]) for one in after["items"]} == {
        "tallies": (0, 0),
        "states": (0, 0),
        "knowledge": (0, 1),
    }

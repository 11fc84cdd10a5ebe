"""Replays over HTTP: begun, followed, cancelled, and refused where they cannot be."""

from typing import Any

import pytest

from e2e.events.test_telling import event, tell
from entrypoints.testing import Portico

REPLAYS = "/api/v1/replays"
MOMENT = "2026-05-04T00:00:00Z"


def test_a_replay_is_begun_followed_and_says_what_it_covered(portico: Portico) -> None:
    tell(portico, [event(f"e-{one}", type=f"t-{one % 2}") for one in range(5)])
    portico.work()

    begun = portico.client.post(REPLAYS, json={"consumer": "tallies", "types": ["t-1"]})
    assert (begun.status_code, begun.get_json()["state"]) == (202, "running")
    portico.work()
    shown = portico.client.get(begun.headers["Location"]).get_json()
    assert (shown["state"], shown["read"], shown["applied"]) == ("done", 5, 2)
    assert shown["passed_over"] == [{"reason": "not_chosen", "events": 3}]
    assert shown["coverage"] == {"state": "complete", "missing": []}
    assert (shown["types"], shown["from"], shown["same"]) == (["t-1"], None, None)
    assert portico.client.get(REPLAYS).get_json() == {"items": [shown], "next_cursor": None}


def test_a_replay_of_everything_is_compared_with_what_grew_live(portico: Portico) -> None:
    tell(portico, [event(f"e-{one}", subject=f"s-{one}") for one in range(3)])
    portico.work()
    first = portico.client.post(REPLAYS, json={"consumer": "tallies"}).headers["Location"]
    portico.work()
    shown = portico.client.get(first).get_json()
    assert (shown["same"], shown["digest"]) == (True, shown["live_digest"])

    portico.client.post("/api/v1/erasures", json={"subject": "s-1"})
    second = portico.client.post(REPLAYS, json={"consumer": "tallies", "replace": True})
    portico.work()
    shown = portico.client.get(second.headers["Location"]).get_json()
    missing = [{"reason": "erased", "events": 1}]
    assert shown["coverage"] == {"state": "partial", "missing": missing}
    assert (shown["same"], shown["replaced"]) == (None, False)


def test_one_that_runs_may_be_cancelled_once(portico: Portico) -> None:
    begun = portico.client.post(REPLAYS, json={"consumer": "states"}).headers["Location"]
    again = portico.client.post(REPLAYS, json={"consumer": "states"})
    assert (again.status_code, again.get_json()["code"]) == (409, "replay_running")

    over = portico.client.post(f"{begun}/cancellation")
    assert (over.status_code, over.get_json()["state"]) == (200, "cancelled")
    twice = portico.client.post(f"{begun}/cancellation")
    assert (twice.status_code, twice.get_json()["code"]) == (409, "replay_over")


def test_the_same_key_begins_one(portico: Portico) -> None:
    key = {"Idempotency-Key": "again"}
    places = {
        portico.client.post(REPLAYS, json={"consumer": "tallies"}, headers=key).headers["Location"]
        for _ in range(2)
    }
    assert len(places) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"consumer": "knowledge"}, "consumer_not_rebuildable"),
        ({"consumer": "tallies", "from": MOMENT, "to": MOMENT}, "range_empty"),
        ({"consumer": "tallies", "types": ["a"], "replace": True}, "replay_not_whole"),
        ({"consumer": "tallies", "since": None}, "invalid_body"),
    ],
)
def test_what_cannot_be_is_refused(portico: Portico, body: dict[str, Any], code: str) -> None:
    answer = portico.client.post(REPLAYS, json=body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)

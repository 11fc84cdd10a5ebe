"""An organisation's events over HTTP, page by page."""

from typing import Any

import pytest

from e2e.events.test_telling import event, tell
from entrypoints.testing import Portico


def shown(portico: Portico, **query: Any) -> dict[str, Any]:
    answer = portico.client.get("/api/v1/events", query_string=query)
    assert answer.status_code == 200, answer.get_json()
    body: dict[str, Any] = answer.get_json()
    return body


def test_a_line_tells_where_an_event_is_and_where_to_read_on(portico: Portico) -> None:
    tell(portico, event(occurred_at="2026-05-04T11:30:00Z"))
    portico.work()

    [line] = shown(portico)["items"]
    status = portico.client.get(line["status_url"]).get_json()
    assert line.pop("received_at") == status["timeline"][0]["at"]
    assert line == {
        "entry": status["entry"],
        "source": "shop",
        "id": "e-1",
        "type": "order.paid",
        "state": "processed",
        "occurred_at": "2026-05-04T11:30:00Z",
        "attempts": 1,
        "status_url": "/api/v1/events/shop/e-1",
    }


def test_pages_follow_each_other_by_their_cursor(portico: Portico) -> None:
    tell(portico, [event(f"e-{number}") for number in range(5)])

    first = shown(portico, limit=3)
    rest = shown(portico, limit=3, cursor=first["next_cursor"])
    ids = [line["id"] for page in (first, rest) for line in page["items"]]
    assert ids == ["e-4", "e-3", "e-2", "e-1", "e-0"]
    assert rest["next_cursor"] is None


def test_what_is_in_quarantine_says_why(portico: Portico) -> None:
    tell(portico, event())
    tell(portico, event(data={"total": 13}))

    [line] = shown(portico, state="quarantined")["items"]
    assert (line["id"], line["reason"]) == ("e-1", "conflict")


def test_they_are_chosen_by_when_they_came(portico: Portico) -> None:
    tell(portico, event())
    [line] = shown(portico)["items"]

    assert shown(portico, **{"from": line["received_at"]})["items"] == [line]
    assert shown(portico, to=line["received_at"])["items"] == []


@pytest.mark.parametrize(
    "query",
    [{"state": "lost"}, {"from": "yesterday"}, {"to": "2026-05-04"}, {"limit": 0}, {"cursor": "a"}],
)
def test_a_query_that_cannot_be_is_refused(portico: Portico, query: dict[str, Any]) -> None:
    answer = portico.client.get("/api/v1/events", query_string=query)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_parameters")

"""The harness is a product: whole, and as told in docs/testing.md."""

from entrypoints.testing import FailingIndex, Portico, SteppingClock, StoppedClock
from entrypoints.testing.doubles import NOON


def test_two_copies_share_nothing(portico: Portico) -> None:
    portico.add("Handbook", "The harbour opens at six.")

    other = Portico.start()

    assert other.client.get("/api/v1/documents").get_json()["items"] == []


def test_a_stopped_clock_stands_in() -> None:
    document = Portico.start(clock=StoppedClock()).add("Handbook", "The harbour opens at six.")

    assert document["created_at"] == document["updated_at"] == "2026-03-01T12:00:00Z"
    assert NOON.isoformat() == "2026-03-01T12:00:00+00:00"


def test_a_search_that_fails_is_told(clock: SteppingClock) -> None:
    portico = Portico.start(index=FailingIndex(), clock=clock)
    response = portico.client.post("/api/v1/search", json={"query": "harbour"})

    assert (response.status_code, response.get_json()["code"]) == (503, "unavailable")
    assert response.headers["Retry-After"] == "5"

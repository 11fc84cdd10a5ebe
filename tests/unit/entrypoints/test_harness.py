"""The harness is a product: whole, and as told in docs/testing.md."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from entrypoints.http.app import SLACK_BYTES
from entrypoints.testing import FailingIndex, Portico, SteppingClock, StoppedClock
from entrypoints.testing.doubles import NOON
from entrypoints.testing.harness import MEMORY


def test_two_copies_share_nothing(portico: Portico) -> None:
    portico.add("Handbook", "The harbour opens at six.")

    other = Portico.start()

    assert other.client.get("/api/v1/documents").get_json()["items"] == []


def test_two_copies_draw_pages_alike_each_of_its_own(portico: Portico) -> None:
    portico.add("Handbook", "The harbour opens at six.")
    other = Portico.start()
    other.add("Almanac", "The harbour closes at ten.")

    pages = [one.client.get("/").get_data(as_text=True) for one in (portico, other)]

    assert [("Handbook" in page, "Almanac" in page) for page in pages] == [
        (True, False),
        (False, True),
    ]
    assert portico.app.jinja_env is other.app.jinja_env  # compiling takes longer than drawing


def test_two_copies_are_set_up_each_in_its_own_way(portico: Portico) -> None:
    narrow = Portico.start(settings=replace(MEMORY, upload_bytes=1, sign_in="required"))
    text = {"title": "Handbook", "text": "The harbour opens at six. " * 4_000}

    assert portico.client.post("/api/v1/documents", json=text).status_code == 202
    assert narrow.client.get("/api/v1/documents").status_code == 401
    limits = [one.app.config["MAX_CONTENT_LENGTH"] for one in (narrow, portico)]
    assert limits == [1 + SLACK_BYTES, MEMORY.upload_bytes + SLACK_BYTES]


def test_a_route_that_every_copy_would_have_is_refused(portico: Portico) -> None:
    with pytest.raises(AssertionError, match="too late"):
        portico.app.add_url_rule("/mine", "mine", lambda: "")


def test_a_stopped_clock_stands_in() -> None:
    document = Portico.start(clock=StoppedClock()).add("Handbook", "The harbour opens at six.")

    assert document["created_at"] == document["updated_at"] == "2026-03-01T12:00:00Z"
    assert NOON.isoformat() == "2026-03-01T12:00:00+00:00"


def test_a_search_that_fails_is_told(clock: SteppingClock) -> None:
    portico = Portico.start(index=FailingIndex(), clock=clock)
    response = portico.client.post("/api/v1/search", json={"query": "harbour"})

    assert (response.status_code, response.get_json()["code"]) == (503, "unavailable")
    assert response.headers["Retry-After"] == "5"


@pytest.mark.slow
def test_pytest_loads_the_fixtures_without_the_application() -> None:
    said = "import sys, entrypoints.testing.fixtures; print('flask' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_the_harness_does_not_have_is_missed_in_the_usual_way() -> None:
    import entrypoints.testing

    with pytest.raises(AttributeError, match="no attribute 'Pontico'"):
        entrypoints.testing.Pontico  # noqa: B018 - looked up, to see it refused


def test_who_signs_in_again_is_the_same_person(clock: SteppingClock) -> None:
    portico = Portico.start(clock=clock)
    first, other = (portico.signed_in(f"{one}@example.com") for one in ("ada", "ben"))
    ada = first.get("/api/v1/me").get_json()
    assert ada["email"] == "ada@example.com"
    assert other.get("/api/v1/me").get_json()["id"] != ada["id"]
    clock.step(timedelta(minutes=11))
    assert first.get("/api/v1/me").status_code == 401
    assert portico.signed_in("ada@example.com").get("/api/v1/me").get_json() == ada
    assert portico.client.get("/api/v1/me").status_code == 401  # it is nobody's

"""How many events may come, over HTTP: counted as events, refused whole, and told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.events.processing.publish_events import PublishEvents
from domain.permissions.access.role import Role
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY


def events(*ids: str, source: str = "shop") -> list[dict[str, Any]]:
    return [{"id": one, "source": source, "type": "order.paid", "data": {}} for one in ids]


@pytest.fixture
def town(clock: SteppingClock) -> Town:
    few = replace(MEMORY, events_per_second=1, events_burst=4, events_most_waiting=5)
    return Town.founded(Portico.start(settings=few, clock=clock))


def test_what_does_not_fit_is_refused_whole(town: Town) -> None:
    first = town.ada.post("/events", events("1", "2", "3"))
    assert ok(first, 202)["accepted"] == 3
    assert first.headers["RateLimit-Policy"] == '"organisation";q=4;w=4;qu="events"'
    assert first.headers["RateLimit"] == '"organisation";r=1;t=3'
    second = town.ada.post("/events", events("4", "5"))
    refused(second, 429, "rate_limited")
    assert (second.headers["Retry-After"], second.headers["RateLimit"]) == (
        "1",
        '"organisation";r=1;t=3',
    )
    assert town.ada.get("/events/shop/4").status_code == 404
    assert ok(town.ada.post("/events", events("4")), 202)["accepted"] == 1


def test_what_has_flaws_counts_too(town: Town) -> None:
    flawed = [{"id": 5}, *events("1")]
    assert town.ada.post("/events", flawed).headers["RateLimit"].startswith('"organisation";r=2;')


def test_who_may_not_send_takes_nothing(town: Town) -> None:
    ben = town.member(Role.VIEWER)
    refused(ben.post("/events", events("1", "2", "3", "4")), 403, "level_not_held")
    ok(town.ada.post("/events", events("1", "2", "3", "4")), 202)


def test_a_source_with_a_rate_has_a_bucket_of_its_own(town: Town) -> None:
    rate = {"per_second": 1, "burst": 2}
    made = ok(town.ada.post("/sources", {"name": "till", "kind": "api", "rate": rate}))["id"]
    both = events("1", "2", source="till") + events("1", "2", "3", "4")
    answer = town.ada.post("/events", both)
    assert ok(answer, 202)["accepted"] == 6
    assert answer.headers["RateLimit"] == f'"organisation";r=0;t=4, "{made}";r=0;t=2'


def test_new_events_are_turned_away_while_too_much_waits(town: Town, clock: SteppingClock) -> None:
    for number in range(6):
        clock.step(timedelta(seconds=1))
        ok(town.ada.post("/events", events(str(number))), 202)
    clock.step(timedelta(seconds=1))
    overloaded = town.ada.post("/events", events("6"))
    refused(overloaded, 503, "overloaded")
    assert overloaded.headers["Retry-After"]
    assert town.portico.container.get(PublishEvents)() == 6
    clock.step(timedelta(seconds=1))
    ok(town.ada.post("/events", events("6")), 202)

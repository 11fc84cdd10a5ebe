"""A document that an embedder cannot take holds nobody else up, and is given up at last."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from adapters.knowledge.recent_vectors import RecentVectors
from application.errors import Unavailable
from application.knowledge.generations.catching_up import AFTER_FAILURE
from application.knowledge.generations.ports import Embedders
from application.knowledge.generations.repository import MOST_TRIES
from application.knowledge.ports import Embedder
from domain.knowledge.retrieval import Calibration, Vector
from entrypoints.composition.embedders import EmbeddersByUrl
from entrypoints.testing import Portico, SteppingClock
from entrypoints.workers.worker import Worker

POISON = "ouroboros"


@dataclass
class Choosy:
    """An embedder with no direction for texts that hold a certain word, or for none at all."""

    inner: Embedder
    refuses: str = POISON
    tries: list[str] = field(default_factory=list)
    name, dimensions = "choosy", 384

    @property
    def calibration(self) -> Calibration:
        return self.inner.calibration

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        refused = [text for text in texts if self.refuses in text]
        self.tries += refused
        if refused:
            raise Unavailable("choosy", "a vector that has no direction")
        return self.inner.embed(texts)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def portico(clock: SteppingClock) -> Portico:
    return Portico.start(clock=clock)


@pytest.fixture
def choosy(portico: Portico, monkeypatch: pytest.MonkeyPatch) -> Choosy:
    embedders = portico.container.get(Embedders)
    assert isinstance(embedders, EmbeddersByUrl)
    one = Choosy(portico.container.get(Embedder))
    monkeypatch.setitem(embedders._made, "minilm:", RecentVectors(one))
    return one


def filled(portico: Portico, number: int = 40) -> str:
    """Add documents and one that is refused, which is the first by its id; return which."""
    bad = portico.add("Bad", f"The {POISON} eats its tail.")["id"]
    for one in range(number):
        portico.add(f"Good {one}", f"Paper {one} is about zebra{one}.")
    return str(bad)


def building(portico: Portico) -> str:
    begun = portico.client.post("/api/v1/index/generations", json={"embedder": "minilm:"})
    return str(begun.get_json()["id"])


def generation(portico: Portico, id: str) -> dict[str, Any]:
    found: dict[str, Any] = portico.client.get(f"/api/v1/index/generations/{id}").get_json()
    return found


def wait(portico: Portico, clock: SteppingClock, times: int) -> None:
    for _ in range(times):
        portico.work()
        clock.step(AFTER_FAILURE + timedelta(seconds=1))


def test_it_holds_up_no_other_document(portico: Portico, choosy: Choosy) -> None:
    bad = filled(portico)
    new = building(portico)

    portico.work()

    shown = generation(portico, new)
    assert (shown["state"], shown["behind"], shown["left_out"]) == ("building", 1, 0)
    assert len(choosy.tries) == 1
    assert portico.client.get(f"/api/v1/documents/{bad}").get_json()["state"] == "ready"


def test_it_is_given_up_with_the_reason(
    portico: Portico, clock: SteppingClock, choosy: Choosy
) -> None:
    bad = filled(portico)
    new = building(portico)

    wait(portico, clock, MOST_TRIES - 1)
    assert generation(portico, new)["left_out"] == 0
    wait(portico, clock, 3)

    shown = generation(portico, new)
    assert (shown["state"], shown["behind"], shown["left_out"]) == ("ready", 0, 1)
    reason = "choosy is not available: a vector that has no direction"
    assert shown["first_left_out"] == [{"document_id": bad, "version": 1, "reason": reason}]
    assert sum(text.startswith("Bad") for text in choosy.tries) == MOST_TRIES


def test_an_embedder_that_takes_nothing_gives_no_document_up(
    portico: Portico, clock: SteppingClock, choosy: Choosy
) -> None:
    filled(portico, 3)
    choosy.refuses = ""
    new = building(portico)
    wait(portico, clock, 5 * MOST_TRIES)
    shown = generation(portico, new)
    assert (shown["state"], shown["behind"], shown["left_out"]) == ("building", 4, 0)

    choosy.refuses = "nobody says this"
    clock.step(timedelta(hours=1))
    wait(portico, clock, 3)

    assert (generation(portico, new)["state"], generation(portico, new)["behind"]) == ("ready", 0)


def test_an_embedder_that_went_away_later_gives_no_document_up(
    portico: Portico, clock: SteppingClock, choosy: Choosy
) -> None:
    """Vectors of a while ago are remembered: they do not show that it is there now."""
    filled(portico, 3)
    new = building(portico)
    portico.work()
    clock.step(timedelta(minutes=1))

    choosy.refuses = ""
    wait(portico, clock, 5 * MOST_TRIES)

    shown = generation(portico, new)
    assert (shown["state"], shown["behind"], shown["left_out"]) == ("building", 1, 0)


def test_new_content_is_tried_again(portico: Portico, clock: SteppingClock, choosy: Choosy) -> None:
    bad = filled(portico)
    new = building(portico)
    wait(portico, clock, MOST_TRIES + 1)

    put = portico.client.put(
        f"/api/v1/documents/{bad}/content",
        json={"text": "The serpent sleeps."},
        headers={"If-Match": "*"},
    )
    assert put.status_code == 202, put.text
    wait(portico, clock, 3)

    shown = generation(portico, new)
    assert (shown["behind"], shown["left_out"], shown["first_left_out"]) == (0, 0, [])


def test_a_deleted_one_is_not_told_of(
    portico: Portico, clock: SteppingClock, choosy: Choosy
) -> None:
    bad = filled(portico)
    new = building(portico)
    wait(portico, clock, MOST_TRIES + 1)

    portico.client.delete(f"/api/v1/documents/{bad}")
    portico.work()

    assert generation(portico, new)["left_out"] == 0


def test_after_a_rollback_the_others_are_found_soon(
    portico: Portico, clock: SteppingClock, choosy: Choosy
) -> None:
    filled(portico, 5)
    choosy.refuses = "nobody says this"
    new = building(portico)
    portico.work()
    switch = f"/api/v1/index/generations/{new}/activation"
    assert portico.client.post(switch, json={}).status_code == 200
    assert portico.client.post("/api/v1/index/rollback").status_code == 200
    choosy.refuses = "late"
    for one in range(30):
        body = {"title": f"{one}", "text": f"Story {one}, of late." if one == 0 else f"Tale {one}."}
        portico.client.post("/api/v1/documents", json=body)
    portico.container.get(Worker).drain(["ingestion"])
    portico.client.post("/api/v1/index/rollback")  # the one that is choosy is active again

    wait(portico, clock, MOST_TRIES + 1)

    active = portico.client.get("/api/v1/index").get_json()["active"]
    assert (active["id"], active["behind"], active["left_out"]) == (new, 0, 1)
    found = portico.client.post("/api/v1/search", json={"query": "Tale 29", "mode": "keyword"})
    assert found.get_json()["items"][0]["title"] == "29"

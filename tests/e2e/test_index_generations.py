"""Generations of the index over HTTP: built beside, judged, switched, rolled back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from application.jobs.work import TakeJob
from application.knowledge.generations import switch_generation
from application.knowledge.generations.catch_up import CatchUpGeneration
from application.knowledge.generations.judge import JudgeGeneration
from application.knowledge.generations.ports import Embedders
from application.knowledge.index_document import IndexDocument
from domain.knowledge.generation import Generation
from domain.knowledge.passage import Passage
from domain.knowledge.quality import Verdict
from domain.knowledge.retrieval import Calibration, Vector
from e2e.problems import refused
from entrypoints.composition.embedders import EmbeddersByUrl
from entrypoints.testing import Portico
from entrypoints.workers.worker import Worker

TEXTS = {
    "Harbour": "The lighthouse keeper repairs the lamp on Monday evenings.",
    "Bakery": "Fresh bread leaves the oven at five in the morning.",
    "Library": "Borrowed books must be returned within three weeks.",
}


class Broken:
    """An embedder for which everything means the same."""

    name, dimensions, calibration = "broken", 4, Calibration(0.0, 1.0)

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        return [Vector("f", [1.0, 0.0, 0.0, 0.0]) for _ in texts]


@pytest.fixture
def filled(portico: Portico) -> Portico:
    for title, text in TEXTS.items():
        portico.add(title, text)
    return portico


def build(portico: Portico, **body: Any) -> dict[str, Any]:
    begun = portico.client.post("/api/v1/index/generations", json=body)
    assert begun.status_code == 202, begun.text
    portico.work()
    shown: dict[str, Any] = portico.client.get(begun.headers["Location"]).get_json()
    return shown


def activate(portico: Portico, generation: dict[str, Any], **body: Any) -> Any:
    return portico.client.post(
        f"/api/v1/index/generations/{generation['id']}/activation", json=body
    )


def search(portico: Portico, query: str, **more: Any) -> dict[str, Any]:
    answer = portico.client.post("/api/v1/search", json={"query": query, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def titles(found: dict[str, Any]) -> list[str]:
    return [one["title"] for one in found["items"]]


def test_the_first_generation_is_as_the_settings_say(portico: Portico) -> None:
    index = portico.client.get("/api/v1/index").get_json()

    assert (index["index_version"], index["standby"]) == (0, None)
    active = index["active"]
    assert (active["number"], active["state"]) == (1, "active")
    assert (active["embedder"], active["chunker"]) == ("memory:", "sentences:900")


def test_a_generation_is_built_beside_and_passes_the_gate(filled: Portico) -> None:
    built = build(filled, chunker="sentences:200")

    assert (built["state"], built["behind"], built["chunker"]) == ("ready", 0, "sentences:200")
    assert built["gate"]["passed"]
    assert built["gate"]["queries"] == len(TEXTS)
    assert search(filled, "lighthouse")["generation"] == 1


def test_an_activated_generation_answers_and_the_one_before_stands_by(filled: Portico) -> None:
    built = build(filled, chunker="sentences:200")

    assert activate(filled, built).get_json()["state"] == "active"

    found = search(filled, "lighthouse keeper")
    assert (found["generation"], titles(found)[0]) == (2, "Harbour")
    assert filled.client.get("/api/v1/index").get_json()["standby"]["number"] == 1


def test_a_rollback_lets_the_two_change_places_and_loses_nothing(filled: Portico) -> None:
    activate(filled, build(filled, chunker="sentences:200"))
    filled.add("Ferry", "The ferry to the island leaves at noon.")

    index = filled.client.post("/api/v1/index/rollback").get_json()

    assert (index["active"]["number"], index["standby"]["number"]) == (1, 2)
    found = search(filled, "ferry island")
    assert (found["generation"], titles(found)[0]) == (1, "Ferry")


def test_there_is_nothing_to_roll_back_to_at_first(filled: Portico) -> None:
    refused(filled.client.post("/api/v1/index/rollback"), 409, "nothing_to_roll_back_to")


def test_what_is_handed_in_and_deleted_while_building_is_in_both(filled: Portico) -> None:
    begun = filled.client.post("/api/v1/index/generations", json={}).get_json()
    ferry = filled.client.post("/api/v1/documents", json={"title": "Ferry", "text": "Noon ferry."})
    harbour = filled.client.get("/api/v1/documents").get_json()["items"][-1]
    filled.client.delete(f"/api/v1/documents/{harbour['id']}")
    filled.work()

    assert activate(filled, begun).status_code == 200

    assert ferry.status_code == 202
    assert titles(search(filled, "ferry")) == ["Ferry"] + [
        title for title in titles(search(filled, "ferry"))[1:] if title != harbour["title"]
    ]
    assert harbour["title"] not in titles(search(filled, TEXTS[harbour["title"]]))


def test_the_gate_stops_a_broken_embedder(filled: Portico, monkeypatch: pytest.MonkeyPatch) -> None:
    embedders = filled.container.get(Embedders)
    assert isinstance(embedders, EmbeddersByUrl)
    monkeypatch.setitem(embedders._made, "minilm:", Broken())
    for number in range(12):
        filled.add(f"Story {number}", f"Story number {number} tells of the year 18{number:02}.")

    built = build(filled, embedder="minilm:")

    assert (built["state"], built["gate"]["passed"]) == ("rejected", False)
    assert built["gate"]["after"]["dense"] < built["gate"]["before"]["dense"]
    refused(activate(filled, built), 409, "generation_refused")
    assert search(filled, "lighthouse")["generation"] == 1
    forced = activate(filled, built, force_reason="a drill")
    assert (forced.status_code, forced.get_json()["forced"]) == (200, "a drill")
    assert filled.client.post("/api/v1/index/rollback").status_code == 200


class Empty:
    """Cuts every document into nothing for one generation."""

    def __init__(self, portico: Portico, monkeypatch: pytest.MonkeyPatch) -> None:
        self.generation = ""
        inner = IndexDocument.__call__

        def index(own: IndexDocument, into: Generation, *what: Any) -> Sequence[Passage]:
            version, pages = what
            return inner(own, into, version, [] if str(into.id) == self.generation else pages)

        monkeypatch.setattr(IndexDocument, "__call__", index)
        begun = portico.client.post("/api/v1/index/generations", json={}).get_json()
        self.generation = begun["id"]


def test_the_gate_stops_an_empty_index_whatever_golden_queries_expect(
    filled: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = filled.add("Gone", "Nothing much.")["id"]
    items = [{"query": f"nothing {one}", "document_id": gone} for one in range(1_000)]
    assert (
        filled.client.put("/api/v1/index/golden-queries", json={"items": items}).status_code == 200
    )
    filled.client.delete(f"/api/v1/documents/{gone}")
    empty = Empty(filled, monkeypatch)

    filled.work()

    built = filled.client.get(f"/api/v1/index/generations/{empty.generation}").get_json()
    assert (built["state"], built["gate"]["held"]) == ("rejected", 0.0)
    assert built["gate"]["queries"] == len(TEXTS)
    refused(activate(filled, built), 409, "generation_empty")
    refused(activate(filled, built, force_reason="a drill"), 409, "generation_empty")


def test_golden_queries_that_find_nothing_do_not_let_a_broken_embedder_pass(
    filled: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedders = filled.container.get(Embedders)
    assert isinstance(embedders, EmbeddersByUrl)
    monkeypatch.setitem(embedders._made, "minilm:", Broken())
    for number in range(30):
        filled.add(f"Story {number}", f"Story number {number} tells of the year 18{number}.")
    harbour = search(filled, "lighthouse")["items"][0]["document_id"]
    golden = {"items": [{"query": "a story tells of the year", "document_id": harbour}]}
    assert filled.client.put("/api/v1/index/golden-queries", json=golden).status_code == 200

    built = build(filled, embedder="minilm:")

    assert (built["state"], built["gate"]["held"]) == ("rejected", 1.0)
    assert built["gate"]["queries"] == 30 + len(TEXTS)


def test_golden_queries_are_what_the_gate_asks(filled: Portico) -> None:
    harbour = search(filled, "lighthouse")["items"][0]["document_id"]
    golden = {"items": [{"query": "who mends the lamp?", "document_id": harbour}]}

    assert filled.client.put("/api/v1/index/golden-queries", json=golden).get_json() == golden

    assert filled.client.get("/api/v1/index/golden-queries").get_json() == golden
    assert build(filled)["gate"]["queries"] == 1


def test_an_embedder_that_is_not_offered_is_refused(filled: Portico) -> None:
    body = {"embedder": "ollama://127.0.0.1:1/any"}
    answer = filled.client.post("/api/v1/index/generations", json=body)

    refused(answer, 422, "embedder_unknown")


def test_two_are_not_built_at_once(filled: Portico) -> None:
    first = filled.client.post("/api/v1/index/generations", json={}).get_json()

    refused(filled.client.post("/api/v1/index/generations", json={}), 409, "generation_building")

    assert filled.client.delete(f"/api/v1/index/generations/{first['id']}").status_code == 204
    assert filled.client.post("/api/v1/index/generations", json={}).status_code == 202


def test_the_active_generation_cannot_be_dropped(filled: Portico) -> None:
    active = filled.client.get("/api/v1/index").get_json()["active"]

    answer = filled.client.delete(f"/api/v1/index/generations/{active['id']}")

    refused(answer, 409, "generation_in_use")


def test_a_generation_that_has_gaps_is_not_switched_to(
    filled: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switch_generation, "PATIENCE", timedelta())
    begun = filled.client.post("/api/v1/index/generations", json={}).get_json()

    refused(activate(filled, begun), 409, "generation_behind")


def test_a_document_that_comes_while_the_gate_looks_does_not_have_it_look_again(
    filled: Portico,
) -> None:
    begun = filled.client.post("/api/v1/index/generations", json={}).get_json()
    handler, judged = filled.container.get(CatchUpGeneration), list[Verdict]()

    def judge(new: Generation) -> Verdict:
        judged.append(handler.judge(new))
        filled.client.post("/api/v1/documents", json={"title": "Ferry", "text": "Noon ferry."})
        filled.container.get(Worker).drain(["ingestion"])
        return judged[-1]

    lease = filled.container.get(TakeJob)(["indexing"])
    assert lease is not None
    replace(handler, judge=cast("JudgeGeneration", judge))(lease)

    shown = filled.client.get(f"/api/v1/index/generations/{begun['id']}").get_json()
    assert (shown["state"], shown["behind"], len(judged)) == ("ready", 1, 1)
    filled.work()
    assert activate(filled, begun).status_code == 200


def test_what_the_active_generation_takes_in_late_ends_what_was_remembered(
    filled: Portico,
) -> None:
    activate(filled, build(filled, chunker="sentences:200"))
    filled.client.post("/api/v1/documents", json={"title": "Ferry", "text": "Noon ferry."})
    filled.container.get(Worker).drain(["ingestion"])
    filled.client.post("/api/v1/index/rollback")
    before = search(filled, "ferry noon", mode="keyword")
    assert titles(before) == []

    filled.work()

    after = search(filled, "ferry noon", mode="keyword")
    assert titles(after) == ["Ferry"]
    assert after["index_version"] > before["index_version"]

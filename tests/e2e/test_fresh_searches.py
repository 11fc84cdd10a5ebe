"""Searches are as new as they were asked to be, and remembered no longer than they are true."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.knowledge.memory_generations_reader import InMemoryGenerationsReader
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.workers.worker import Worker


def explained(portico: Portico, query: str, **more: Any) -> dict[str, Any]:
    answer = portico.client.post("/api/v1/search/explanations", json={"query": query, **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def test_a_ready_document_names_the_version_that_finds_it(portico: Portico) -> None:
    first = portico.add("Harbour", "The lighthouse keeper repairs the lamp.")
    second = portico.add("Bakery", "Fresh bread leaves the oven at five.")

    assert second["index_version"] > first["index_version"] > 0
    body = {"query": "bread", "min_index_version": second["index_version"]}
    answer = portico.client.post("/api/v1/search", json=body).get_json()
    assert answer["index_version"] == second["index_version"]
    assert answer["items"][0]["document_id"] == second["id"]


def test_a_version_that_is_not_there_yet_is_not_pretended(portico: Portico) -> None:
    body = {"query": "bread", "min_index_version": 1}

    refused(portico.client.post("/api/v1/search", json=body), 409, "index_behind")


def test_the_same_question_is_answered_from_memory(portico: Portico) -> None:
    portico.add("Harbour", "The lighthouse keeper repairs the lamp.")

    first, again = explained(portico, "lighthouse"), explained(portico, " lighthouse  ")

    assert (first["from_cache"], again["from_cache"]) == (False, True)
    assert first["items"] == again["items"]


def test_a_change_ends_what_was_remembered(portico: Portico) -> None:
    harbour = portico.add("Harbour", "The lighthouse keeper repairs the lamp.")
    assert explained(portico, "lighthouse")["items"]

    portico.client.delete(f"/api/v1/documents/{harbour['id']}")

    after = explained(portico, "lighthouse")
    assert (after["from_cache"], after["items"]) == (False, [])


def test_a_deleted_document_that_the_index_still_holds_is_told_as_dropped(
    portico: Portico,
) -> None:
    harbour = portico.add("Harbour", "The lighthouse keeper repairs the lamp.")
    portico.client.delete(f"/api/v1/documents/{harbour['id']}")

    told = explained(portico, "lighthouse")

    assert [one["keyword"]["rank"] for one in told["dropped"]] == [1]
    portico.work()
    told = explained(portico, "lighthouse keeper")
    assert told["dropped"] == []


def test_after_a_rollback_a_version_is_not_pretended_until_it_was_taken_in() -> None:
    portico = Portico.start(clock=(clock := SteppingClock()))
    ferry = rolled_back(portico, clock)
    body = {"query": "ferry", "mode": "keyword", "min_index_version": ferry["index_version"]}

    refused(portico.client.post("/api/v1/search", json=body), 409, "index_behind")
    assert explained(portico, "ferry", mode="keyword")["items"] == []  # without, what there is

    portico.work()

    found = portico.client.post("/api/v1/search", json=body).get_json()
    assert [one["title"] for one in found["items"]] == ["Ferry"]
    assert found["index_version"] > ferry["index_version"]


def test_a_switch_between_two_looks_at_the_index_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    portico = Portico.start(clock=(clock := SteppingClock()))
    ferry = rolled_back(portico, clock)
    roll_back(portico, clock)  # now the generation is active that has everything
    switched = list[bool]()
    lacks = InMemoryGenerationsReader.lacks

    def late(*of: Any) -> bool:
        found = lacks(*of)
        if not switched:
            roll_back(portico, clock)
            switched.append(True)
        return found

    monkeypatch.setattr(InMemoryGenerationsReader, "lacks", late)
    body = {"query": "ferry", "min_index_version": ferry["index_version"]}

    refused(portico.client.post("/api/v1/search", json=body), 409, "index_behind")
    assert switched


def test_what_a_generation_took_in_on_standby_ends_what_was_remembered_of_it() -> None:
    portico = Portico.start(clock=(clock := SteppingClock()))
    rolled_back(portico, clock)
    assert explained(portico, "ferry", mode="keyword")["items"] == []

    roll_back(portico, clock)
    portico.work()  # the first one takes the ferry in, while the second answers
    roll_back(portico, clock)

    assert explained(portico, "ferry", mode="keyword")["items"][0]["title"] == "Ferry"


def rolled_back(portico: Portico, clock: SteppingClock) -> dict[str, Any]:
    """Switch, hand a document in, and go back to the generation that has yet to take it in."""
    portico.add("Harbour", "The lighthouse keeper repairs the lamp.")
    built = portico.client.post("/api/v1/index/generations", json={}).get_json()
    portico.work()
    clock.step(timedelta(seconds=1))
    switch = f"/api/v1/index/generations/{built['id']}/activation"
    assert portico.client.post(switch, json={}).status_code == 200
    ferry = portico.client.post("/api/v1/documents", json={"title": "Ferry", "text": "A ferry."})
    portico.container.get(Worker).drain(["ingestion"])
    roll_back(portico, clock)
    shown: dict[str, Any] = portico.client.get(ferry.headers["Location"]).get_json()
    return shown


def roll_back(portico: Portico, clock: SteppingClock) -> None:
    clock.step(timedelta(seconds=1))
    assert portico.client.post("/api/v1/index/rollback").status_code == 200


def test_an_explanation_tells_each_legs_rank_and_score(portico: Portico) -> None:
    portico.add("Harbour", "The lighthouse keeper repairs the lamp.")
    portico.add("Bakery", "Fresh bread leaves the oven at five.")

    told = explained(portico, "lighthouse lamp")

    best = told["items"][0]
    assert (best["title"], best["keyword"]["rank"], best["dense"]["rank"]) == ("Harbour", 1, 1)
    assert best["score"] > told["items"][1]["score"]
    assert told["candidates"] == {"keyword": 1, "dense": 2}
    assert (told["generation"], told["embedder"]) == (1, "memory:")


def test_an_answer_names_the_state_of_the_index_it_came_from(portico: Portico) -> None:
    harbour = portico.add("Harbour", "The lighthouse keeper repairs the lamp.")

    retrieval = portico.ask("Who repairs the lamp?")["retrieval"]

    assert retrieval["generation"] == 1
    assert retrieval["index_version"] == harbour["index_version"]

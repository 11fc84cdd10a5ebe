"""Passages are found by words, by meaning, or by both."""

from typing import Any
from uuid import uuid4

import pytest

from e2e.harbour import RULES
from e2e.problems import refused
from entrypoints.testing import Portico

HONEY = "Honey keeps for decades because it holds too little water for bacteria."


@pytest.fixture
def harbour(portico: Portico) -> str:
    portico.add("Bees", HONEY)
    return str(portico.add("Harbour rules", RULES)["id"])


def search(portico: Portico, **body: Any) -> Any:
    return portico.client.post("/api/v1/search", json=body)


def items(portico: Portico, **body: Any) -> list[dict[str, Any]]:
    response = search(portico, **body)
    assert response.status_code == 200, response.get_data(as_text=True)
    found: list[dict[str, Any]] = response.get_json()["items"]
    return found


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
def test_each_mode_finds_what_is_about_the_query(portico: Portico, harbour: str, mode: str) -> None:
    best = items(portico, query="repair the harbour lamp", mode=mode)[0]
    assert (best["document_id"], best["title"], best["page"]) == (harbour, "Harbour rules", 1)
    assert best["text"] in RULES
    assert best["score"] > 0
    assert 0 <= best["relevance"] <= 1


def test_words_that_stand_nowhere_find_nothing_by_words(portico: Portico, harbour: str) -> None:
    assert items(portico, query="quaternion", mode="keyword") == []


def test_best_comes_first(portico: Portico, harbour: str) -> None:
    scores = [one["score"] for one in items(portico, query="harbour honey water")]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)


def test_only_chosen_documents_are_searched(portico: Portico, harbour: str) -> None:
    found = items(portico, query="honey and harbour", document_ids=[harbour])
    assert {one["document_id"] for one in found} == {harbour}


def test_a_document_that_is_not_there_is_named(portico: Portico, harbour: str) -> None:
    nobody = str(uuid4())
    response = search(portico, query="harbour", document_ids=[harbour, nobody])
    detail = refused(response, 422, "documents_unknown")["detail"]
    assert nobody in detail
    assert harbour not in detail


@pytest.mark.parametrize("limit", [0, 101, -1, 1.5, "10", True, None, 10**30])
def test_a_limit_is_an_integer_from_1_to_100(portico: Portico, limit: Any) -> None:
    (error,) = refused(search(portico, query="a", limit=limit), 422, "invalid_body")["errors"]
    assert error["pointer"] == "/limit"


@pytest.mark.parametrize("limit", [1, 2, 100, 2.0])
def test_no_more_than_the_limit_is_found(portico: Portico, harbour: str, limit: int) -> None:
    assert len(items(portico, query="harbour honey", limit=limit)) == min(limit, 2)


@pytest.mark.parametrize("query", [" ", "\n\t", "\u3000", "\u00a0"])
def test_a_blank_query_has_no_words_to_look_for(portico: Portico, query: str) -> None:
    refused(search(portico, query=query), 422, "query_empty")


@pytest.mark.parametrize("query", ["", "a" * 10_001, None, 1, ["a"]])
def test_a_query_is_a_text_of_some_length(portico: Portico, query: Any) -> None:
    (error,) = refused(search(portico, query=query), 422, "invalid_body")["errors"]
    assert error["pointer"] == "/query"


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "harbour AND",
        "+-*?:/\\()[]{}^~!",
        "title:*",
        "' OR 1=1 --",
        "the of and",
        "😀",
        "\u202e",
    ],
)
def test_no_character_is_an_operator(portico: Portico, harbour: str, query: str) -> None:
    for mode in ("keyword", "dense", "hybrid"):
        assert search(portico, query=query, mode=mode).status_code == 200


def test_more_documents_than_can_be_chosen_are_refused(portico: Portico) -> None:
    ids = [str(uuid4()) for _ in range(1_001)]
    (error,) = refused(search(portico, query="a", document_ids=ids), 422, "invalid_body")["errors"]
    assert error["pointer"] == "/document_ids"

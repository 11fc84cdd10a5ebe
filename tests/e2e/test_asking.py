"""A question may settle for itself where to look, for what, how and how far."""

from typing import Any
from uuid import uuid4

import pytest

from e2e.harbour import EVENT_STREAM, LAMP, OPENING, WHEN, opened, said
from e2e.problems import refused
from e2e.streams import events_of
from entrypoints.testing import Portico, ScriptedWriter

HONEY = "Honey keeps for decades because it holds too little water for bacteria."


def ask(portico: Portico, conversation: str, content: str = WHEN, **body: Any) -> Any:
    path = f"/api/v1/conversations/{conversation}/messages"
    headers = body.pop("headers", {})
    return portico.client.post(path, json={"content": content, **body}, headers=headers)


def test_other_documents_are_asked_for_one_question_only(portico: Portico) -> None:
    document, conversation = opened(portico)
    bees = portico.add("Bees", HONEY)["id"]
    why = "Why does honey keep for decades?"

    assert ask(portico, conversation, why).get_json()["answer_status"] == "abstained"
    other = ask(portico, conversation, why, document_ids=[bees, bees]).get_json()
    assert {one["document_id"] for one in other["citations"]} == {bees}
    again = ask(portico, conversation, why).get_json()
    assert again["answer_status"] == "abstained"

    held = portico.client.get(f"/api/v1/conversations/{conversation}").get_json()
    assert held["document_ids"] == [document]
    questions = [one["document_ids"] for one in said(portico, conversation)[::2]]
    assert questions == [None, [bees], None]


def test_no_document_at_all_means_every_document(portico: Portico) -> None:
    _, conversation = opened(portico)
    bees = portico.add("Bees", HONEY)["id"]
    answer = ask(portico, conversation, "Why does honey keep for decades?", document_ids=[])
    assert {one["document_id"] for one in answer.get_json()["citations"]} == {bees}


def test_documents_that_are_not_there_are_named_and_nothing_is_kept(portico: Portico) -> None:
    document, conversation = opened(portico)
    nobody = str(uuid4())
    problem = refused(
        ask(portico, conversation, document_ids=[document, nobody]), 422, "documents_unknown"
    )
    assert nobody in problem["detail"]
    assert document not in problem["detail"]
    assert said(portico, conversation) == []


def test_the_same_question_again_is_answered_though_its_document_is_gone(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked: dict[str, Any] = {"document_ids": [document], "headers": {"Idempotency-Key": "once"}}
    first = ask(portico, conversation, **asked).get_json()
    portico.client.delete(f"/api/v1/documents/{document}")
    again = ask(portico, conversation, **asked)
    assert (again.status_code, again.get_json()["id"]) == (201, first["id"])


def test_a_query_that_is_given_is_searched_for_in_place_of_the_question(portico: Portico) -> None:
    _, conversation = opened(portico)
    given = {"query": "lighthouse keeper lamp Monday"}
    answer = ask(
        portico, conversation, "Who repairs that on Monday evenings?", retrieval=given
    ).get_json()
    assert answer["retrieval"]["query"] == given["query"]
    assert answer["retrieval"]["rewritten"] is False
    assert answer["content"].startswith(LAMP)


def test_a_query_that_the_service_made_says_so(portico: Portico) -> None:
    _, conversation = opened(portico)
    first = ask(portico, conversation, "What does the lighthouse keeper do on Mondays?").get_json()
    assert first["retrieval"]["rewritten"] is False
    response = ask(portico, conversation, "Why does he do that?", headers=EVENT_STREAM)
    (told,) = [one.data for one in events_of(response) if one.kind == "retrieval.completed"]
    assert told["rewritten"] is True
    kept = said(portico, conversation)[-1]["retrieval"]
    assert (kept["query"], kept["rewritten"]) == (told["query"], True)
    assert "lighthouse" in kept["query"]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "dense"])
def test_each_mode_answers_what_the_documents_say(portico: Portico, mode: str) -> None:
    _, conversation = opened(portico)
    answer = ask(portico, conversation, retrieval={"mode": mode}).get_json()
    assert answer["content"].startswith(OPENING)
    assert answer["retrieval"]["query"] == WHEN


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_no_more_passages_are_read_than_the_limit(limit: int) -> None:
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = Portico.start(writer=writer)
    for number in range(12):
        portico.add(f"Rules {number}", f"{OPENING} This is edition {number}.")
    conversation = portico.converse()
    ask(portico, conversation, retrieval={"limit": limit})
    assert len(writer.briefs[0].evidence) == min(limit, 12)


@pytest.mark.parametrize(
    "retrieval",
    [
        {"limit": 0}, {"limit": 21}, {"limit": 10**9}, {"limit": -1}, {"limit": "8"},
        {"mode": "magic"}, {"mode": None}, {"query": ""}, {"query": "a" * 10_001},
        {"unknown": 1}, [], "query",
    ],
)  # fmt: skip
def test_what_cannot_be_settled_is_refused(portico: Portico, retrieval: Any) -> None:
    _, conversation = opened(portico)
    problem = refused(ask(portico, conversation, retrieval=retrieval), 422, "invalid_body")
    assert problem["errors"][0]["pointer"].startswith("/retrieval")
    assert said(portico, conversation) == []


@pytest.mark.parametrize("query", [" ", "\n\t", "\u3000"])
def test_a_query_needs_words(portico: Portico, query: str) -> None:
    _, conversation = opened(portico)
    refused(ask(portico, conversation, retrieval={"query": query}), 422, "query_empty")
    assert said(portico, conversation) == []


def test_null_settles_nothing() -> None:
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = Portico.start(writer=writer)
    _, conversation = opened(portico)
    nothing: dict[str, Any] = {"document_ids": None, "retrieval": None}
    assert ask(portico, conversation, **nothing).get_json()["answer_status"] == "answered"

"""An answer is rated once by each person, and the last word counts."""

from typing import Any
from uuid import uuid4

import pytest
from injector import InstanceProvider

from domain.principal import Principal
from e2e.harbour import asked, opened, said
from e2e.problems import refused
from entrypoints.testing import Portico
from support.people import BEN, EVE


@pytest.fixture
def conversation(portico: Portico) -> str:
    return opened(portico)[1]


@pytest.fixture
def answer(portico: Portico, conversation: str) -> str:
    return str(asked(portico, conversation).get_json()["id"])


def rate(portico: Portico, message: str, **body: Any) -> Any:
    return portico.client.put(f"/api/v1/messages/{message}/feedback", json=body)


def take_back(portico: Portico, message: str) -> Any:
    return portico.client.delete(f"/api/v1/messages/{message}/feedback")


def shown(portico: Portico, conversation: str) -> list[Any]:
    return [one["feedback"] for one in said(portico, conversation)]


def test_a_verdict_is_shown_with_its_answer(
    portico: Portico, conversation: str, answer: str
) -> None:
    assert shown(portico, conversation) == [None, None]
    response = rate(portico, answer, rating="down", reason=" It left out the winter. ")
    given = response.get_json()
    assert (response.status_code, set(given)) == (200, {"rating", "reason", "given_at"})
    assert (given["rating"], given["reason"]) == ("down", "It left out the winter.")
    assert shown(portico, conversation) == [None, given]


def test_the_last_word_counts(portico: Portico, conversation: str, answer: str) -> None:
    rate(portico, answer, rating="down", reason="No.")
    assert rate(portico, answer, rating="up").get_json()["reason"] is None
    assert shown(portico, conversation)[1]["rating"] == "up"


def test_what_is_taken_back_is_gone(portico: Portico, conversation: str, answer: str) -> None:
    rate(portico, answer, rating="up")
    assert [take_back(portico, answer).status_code for _ in range(2)] == [204, 204]
    assert shown(portico, conversation) == [None, None]


def test_a_question_asked_again_shows_what_was_said_of_its_answer(
    portico: Portico, conversation: str
) -> None:
    answer = asked(portico, conversation, Idempotency_Key="once").get_json()["id"]
    rate(portico, answer, rating="up")
    again = asked(portico, conversation, Idempotency_Key="once").get_json()
    assert (again["id"], again["feedback"]["rating"]) == (answer, "up")


@pytest.mark.parametrize("stranger", [BEN, EVE])
def test_what_others_were_answered_is_not_there_to_rate(
    portico: Portico, conversation: str, answer: str, stranger: Principal
) -> None:
    rate(portico, answer, rating="up")
    own = portico.container.get(Principal)
    portico.container.binder.bind(Principal, to=InstanceProvider(stranger))
    refused(rate(portico, answer, rating="down"), 404, "message_not_found")
    refused(take_back(portico, answer), 404, "message_not_found")
    portico.container.binder.bind(Principal, to=InstanceProvider(own))
    assert shown(portico, conversation)[1]["rating"] == "up"


def test_a_question_is_not_rated_and_neither_is_nothing(
    portico: Portico, conversation: str, answer: str
) -> None:
    question = said(portico, conversation)[0]["id"]
    for message in (question, str(uuid4())):
        refused(rate(portico, message, rating="up"), 404, "message_not_found")
        refused(take_back(portico, message), 404, "message_not_found")


def test_what_is_deleted_is_not_rated(portico: Portico, conversation: str, answer: str) -> None:
    portico.client.delete(f"/api/v1/conversations/{conversation}")
    refused(rate(portico, answer, rating="up"), 404, "message_not_found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/rating"),
        ({"rating": "sideways"}, "/rating"),
        ({"rating": None}, "/rating"),
        ({"rating": "up", "reason": "a" * 1_001}, "/reason"),
        ({"rating": "up", "reason": 1}, "/reason"),
        ({"rating": "up", "more": 1}, "/more"),
    ],
)
def test_a_verdict_is_up_or_down_and_perhaps_a_reason(
    portico: Portico, answer: str, body: dict[str, Any], pointer: str
) -> None:
    problem = refused(rate(portico, answer, **body), 422, "invalid_body")
    assert problem["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_a_reason_without_words_is_none(portico: Portico, answer: str, reason: Any) -> None:
    assert rate(portico, answer, rating="up", reason=reason).get_json()["reason"] is None
    assert rate(portico, answer, rating="up", reason="a" * 1_000).status_code == 200

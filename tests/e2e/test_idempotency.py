"""A creating POST that is sent again has one effect, and the first answer."""

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from e2e.harbour import EVENT_STREAM, OPENING, asked, opened, said
from e2e.problems import refused
from e2e.streams import events_of
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.harness import MEMORY
from support.members import ADA, Member

PATH, DOCUMENTS = "/api/v1/conversations", "/api/v1/documents"
AT_ONCE = 8


def start(portico: Portico, key: str, **body: Any) -> TestResponse:
    client = portico.app.test_client()
    return client.post(PATH, json=body, headers={"Idempotency-Key": key})


def all_of(portico: Portico, path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = portico.client.get(f"{path}?limit=100").get_json()["items"]
    return items


def test_the_same_request_again_gets_the_same_answer(portico: Portico) -> None:
    first, again = start(portico, "k", title="Mine"), start(portico, "k", title="Mine")
    assert (again.status_code, again.get_data()) == (first.status_code, first.get_data())
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert len(all_of(portico, PATH)) == 1


def test_without_a_key_every_request_is_a_new_one(portico: Portico) -> None:
    assert portico.converse() != portico.converse()


def test_another_request_with_the_same_key_is_refused(portico: Portico) -> None:
    start(portico, "k", title="Mine")
    refused(start(portico, "k", title="Yours"), 422, "idempotency_key_reused")
    body, headers = {"title": "Mine", "text": "text"}, {"Idempotency-Key": "k"}
    response = portico.client.post(DOCUMENTS, json=body, headers=headers)
    refused(response, 422, "idempotency_key_reused")
    assert len(all_of(portico, PATH)) == 1


@pytest.mark.parametrize("key", ["", " ", "two words", "a" * 256, "kä", "tab\there", "one,two"])
def test_a_malformed_key_is_refused(portico: Portico, key: str) -> None:
    refused(start(portico, key), 400, "idempotency_key_malformed")
    assert all_of(portico, PATH) == []


@pytest.mark.parametrize("key", ["a", "a" * 255, '"8e03978e"', "~!@#$%^&*()"])
def test_any_visible_characters_are_a_key(portico: Portico, key: str) -> None:
    assert start(portico, key).get_json() == start(portico, key).get_json()


def test_a_request_that_was_refused_does_not_use_up_its_key(portico: Portico) -> None:
    refused(start(portico, "k", title=""), 422, "invalid_body")
    refused(start(portico, "k", document_ids=[str(uuid4())]), 422, "documents_unknown")
    assert start(portico, "k", title="Mine").status_code == 201


def test_a_question_that_was_refused_does_not_use_up_its_key(portico: Portico) -> None:
    _, conversation = opened(portico)
    refused(asked(portico, conversation, "", Idempotency_Key="k"), 422, "invalid_body")
    refused(asked(portico, conversation, " ", Idempotency_Key="k"), 422, "question_empty")
    refused(asked(portico, str(uuid4()), Idempotency_Key="k"), 404, "conversation_not_found")
    assert asked(portico, conversation, Idempotency_Key="k").status_code == 201


def test_a_form_divided_in_another_way_is_the_same_request(portico: Portico) -> None:
    def sent(boundary: str, filename: str = "a.txt", text: str = "text") -> TestResponse:
        part = f'Content-Disposition: form-data; name="file"; filename="{filename}"\r\n\r\n{text}'
        return portico.client.post(
            DOCUMENTS,
            data=f"--{boundary}\r\n{part}\r\n--{boundary}--".encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"Idempotency-Key": "k"},
        )

    first, again = sent("one"), sent("another")
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotency-Replayed"] == "true"
    refused(sent("one", text="other"), 422, "idempotency_key_reused")
    refused(sent("one", filename="b.txt"), 422, "idempotency_key_reused")


def test_many_at_the_same_moment_start_one_conversation(portico: Portico) -> None:
    barrier = Barrier(AT_ONCE)

    def at_once(_: int) -> TestResponse:
        barrier.wait()
        return start(portico, "k", title="Mine")

    with ThreadPoolExecutor(AT_ONCE) as threads:
        responses = list(threads.map(at_once, range(AT_ONCE)))
    created = {one.get_json()["id"] for one in responses if one.status_code == 201}
    assert created == {one["id"] for one in all_of(portico, PATH)}
    assert len(created) == 1
    for one in responses:
        if one.status_code != 201:
            refused(one, 409, "request_in_progress")


def test_a_question_sent_again_is_asked_once() -> None:
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = Portico.start(writer=writer)
    _, conversation = opened(portico)
    first = asked(portico, conversation, Idempotency_Key="k")
    again = asked(portico, conversation, Idempotency_Key="k")
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert again.headers["Location"] == first.headers["Location"]
    events = events_of(asked(portico, conversation, Idempotency_Key="k", **EVENT_STREAM))
    assert events[-1].data["message_id"] == first.get_json()["id"]
    assert (len(writer.briefs), len(said(portico, conversation))) == (1, 2)


def test_a_question_sent_many_times_at_once_is_asked_once() -> None:
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = Portico.start(writer=writer, threads=True)
    _, conversation = opened(portico)
    barrier = Barrier(AT_ONCE)

    def at_once(_: int) -> TestResponse:
        barrier.wait()
        path, headers = f"{PATH}/{conversation}/messages", {"Idempotency-Key": "k"}
        body = {"content": "When does the harbour open?"}
        return portico.app.test_client().post(path, json=body, headers=headers)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(at_once, range(AT_ONCE)))
    portico.container.get(Executor).shutdown()
    assert {one.status_code for one in answers} == {201}
    assert len({one.get_json()["id"] for one in answers}) == 1
    assert (len(writer.briefs), len(said(portico, conversation))) == (1, 2)


def test_a_guest_who_repeats_a_question_asks_it_once() -> None:
    portico = Portico.start(settings=replace(MEMORY, sign_in="required"))
    ada = Member.sign_up(portico, ADA)
    ada.found("Harbour")
    conversation = ada.call("POST", "/conversations", {"document_ids": []})["id"]
    link = {"level": "edit"}
    secret = ada.call("POST", f"/resources/{conversation}/links", link)["secret"]
    opened_by = portico.client.post("/api/v1/guest-sessions", json={"secret": secret}).get_json()
    headers = {"Authorization": f"Bearer {opened_by['access_token']}", "Idempotency-Key": "once"}
    path = f"{PATH}/{conversation}/messages"

    answers = [
        portico.client.post(path, json={"content": "When?"}, headers=headers) for _ in range(2)
    ]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].get_json()["id"] == answers[1].get_json()["id"]
    messages = ada.call("GET", f"/conversations/{conversation}/messages")["items"]
    assert [one["role"] for one in messages] == ["user", "assistant"]

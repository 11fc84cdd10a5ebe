"""An answer that is composed before its question is kept: what happens meanwhile is not lost."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from application.conversations.compose_answer import ABSTENTION
from application.conversations.ports import Brief
from e2e.harbour import LAMP, OPENING, asked, opened, said
from e2e.problems import refused
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.harness import MEMORY

LATER = "Who repairs the lamp?"


@dataclass(slots=True)
class Overtaken:
    """An AnswerWriter that has something done before it writes, the first time."""

    meanwhile: Callable[[], object]
    name: str = "overtaken"
    at_once: bool = True
    wrote: int = 0

    def write(self, brief: Brief) -> Generator[str]:
        self.wrote += 1
        if self.wrote == 1:
            self.meanwhile()
        yield f"{OPENING} [1]"


@pytest.fixture
def writer() -> Overtaken:
    return Overtaken(lambda: None)


@pytest.fixture
def portico(database_url: str, tmp_path: Path, writer: Overtaken) -> Iterator[Portico]:
    settings = replace(MEMORY, database_url=database_url, events_url="database:", home=tmp_path)
    portico = Portico.start(settings=settings, writer=writer)
    yield portico
    portico.container.get(Schema).let_go()


def test_a_question_that_came_in_between_is_answered_first(
    portico: Portico, writer: Overtaken
) -> None:
    _, conversation = opened(portico)
    asked(portico, conversation, "What opens at six?")
    writer.wrote, other = 0, portico.app.test_client()
    path = f"/api/v1/conversations/{conversation}/messages"
    writer.meanwhile = lambda: other.post(path, json={"content": LATER})
    answer = asked(portico, conversation)
    held = said(portico, conversation)
    assert answer.status_code == 201
    assert [one["role"] for one in held] == ["user", "assistant"] * 3
    assert held[2]["content"] == LATER
    assert held[-1] == answer.get_json()
    assert writer.wrote == 3  # overtaken, the one in between, and anew with that in its history


def test_a_choice_of_documents_that_changed_in_between_counts(
    portico: Portico, writer: Overtaken
) -> None:
    _, conversation = opened(portico)
    other = portico.add("Lamps", LAMP)["id"]
    client, path = portico.app.test_client(), f"/api/v1/conversations/{conversation}"
    chosen, seen = {"document_ids": [other]}, {"If-Match": '"1"'}
    writer.meanwhile = lambda: client.patch(path, json=chosen, headers=seen)
    answer = asked(portico, conversation, LATER).get_json()
    assert [one["document_id"] for one in answer["retrieval"]["hits"]] == [other]


def test_a_conversation_that_was_deleted_in_between_takes_no_question(
    portico: Portico, writer: Overtaken
) -> None:
    _, conversation = opened(portico)
    client = portico.app.test_client()
    writer.meanwhile = lambda: client.delete(f"/api/v1/conversations/{conversation}")
    refused(asked(portico, conversation), 404, "conversation_not_found")


def test_the_same_key_in_between_is_the_same_answer(portico: Portico, writer: Overtaken) -> None:
    _, conversation = opened(portico)
    client, path = portico.app.test_client(), f"/api/v1/conversations/{conversation}/messages"
    key, first = {"Idempotency-Key": "k"}, []
    writer.meanwhile = lambda: first.append(client.post(path, json={"content": LATER}, headers=key))
    again = client.post(path, json={"content": LATER}, headers=key)
    assert [first[0].status_code, again.status_code] == [201, 201]
    assert first[0].get_json() == again.get_json()
    assert len(said(portico, conversation)) == 2


def test_a_document_that_was_deleted_in_between_is_not_quoted(
    portico: Portico, writer: Overtaken
) -> None:
    document, conversation = opened(portico)
    client = portico.app.test_client()
    writer.meanwhile = lambda: client.delete(f"/api/v1/documents/{document}")
    answer = asked(portico, conversation).get_json()
    assert answer == said(portico, conversation)[-1]
    assert (answer["content"], answer["citations"]) == (ABSTENTION, [])
    assert writer.wrote == 1  # nothing is left to write from


def test_a_writer_that_stops_to_breathe_is_given_a_run_to_look_at() -> None:
    portico = Portico.start(writer=ScriptedWriter([f"{OPENING} [1] ", "", LAMP], at_once=True))
    _, conversation = opened(portico)
    answer = asked(portico, conversation)
    assert answer.status_code == 201
    assert len(said(portico, conversation)) == 2

"""An answer that is written at once is told in one piece, and handed over without a look."""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from application.conversations.ports import ConversationsStore
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, asked, opened, said
from e2e.streams import events_of
from entrypoints.testing import Dies, Portico, ScriptedWriter
from entrypoints.testing.harness import MEMORY
from support.databases import fresh_sqlite

TOLD = ["run.started", "retrieval.completed", "message.delta", "citation", "message.completed"]


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Portico]:
    settings = replace(MEMORY, database_url=fresh_sqlite(tmp_path), events_url="database:")
    portico = Portico.start(settings=settings)
    yield portico
    engine_of(portico).dispose()


def engine_of(portico: Portico) -> Engine:
    engine = portico.container.get(ConversationsStore).database.engine  # type: ignore[attr-defined]  # the SQL adapter
    assert isinstance(engine, Engine)
    return engine


def test_its_events_are_those_of_any_other(portico: Portico) -> None:
    _, conversation = opened(portico)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    assert [one.kind for one in events] == TOLD
    assert [one.id for one in events] == [1, 2, 3, 4, 5]


def test_what_is_handed_over_is_what_was_kept(on_sqlite: Portico) -> None:
    _, conversation = opened(on_sqlite)
    answer = asked(on_sqlite, conversation).get_json()
    assert answer["content"] == f"{OPENING} [1]"
    assert answer == said(on_sqlite, conversation)[-1]


def test_a_question_and_its_answer_are_one_commit(on_sqlite: Portico) -> None:
    _, conversation = opened(on_sqlite)
    commits: list[object] = []
    event.listen(engine_of(on_sqlite), "commit", commits.append)
    asked(on_sqlite, conversation)
    assert len(commits) == 1


def test_an_answer_that_waits_for_a_model_is_a_commit_of_its_own(tmp_path: Path) -> None:
    settings = replace(MEMORY, database_url=fresh_sqlite(tmp_path), events_url="database:")
    portico = Portico.start(settings=settings, writer=ScriptedWriter([f"{OPENING} [1]"]))
    _, conversation = opened(portico)
    commits: list[object] = []
    event.listen(engine_of(portico), "commit", commits.append)
    asked(portico, conversation)
    assert len(commits) > 1
    engine_of(portico).dispose()


def test_a_model_that_breaks_off_leaves_what_it_said_in_the_transcript() -> None:
    portico = Portico.start(writer=ScriptedWriter([f"{OPENING} [1] ", LAMP, Dies], at_once=True))
    _, conversation = opened(portico)
    events = events_of(asked(portico, conversation, **EVENT_STREAM))
    assert [one.kind for one in events] == [*TOLD[:-1], "run.failed"]
    assert asked(portico, conversation).status_code == HTTPStatus.SERVICE_UNAVAILABLE

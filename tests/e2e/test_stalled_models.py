"""A model may be slow, may die, and may be left alone: the answer is neither lost nor doubled."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from itertools import islice
from threading import Event
from time import monotonic, sleep

import pytest

from e2e.harbour import EVENT_STREAM, LAMP, OPENING, WHEN, asked, opened, said
from e2e.problems import refused
from e2e.streams import events_of, frames, parsed
from entrypoints.http import event_stream
from entrypoints.testing import Portico, ScriptedWriter
from entrypoints.testing.doubles import Dies
from entrypoints.testing.harness import MEMORY

PATIENCE_SECONDS = 60


@pytest.fixture
def released() -> Event:
    """The stalled model goes on once this is set."""
    return Event()


@pytest.fixture
def stalling(released: Event) -> Iterator[Portico]:
    writer = ScriptedWriter([f"{OPENING} [1] The ", released, f"{LAMP[4:]} [1]"])
    settings = replace(MEMORY, answer_seconds=1)
    portico = Portico.start(settings=settings, writer=writer, threads=True)
    yield portico
    released.set()
    portico.container.get(Executor).shutdown()


def written(portico: Portico, conversation: str) -> str:
    """Wait until the answer is stored, and return it."""
    until = monotonic() + PATIENCE_SECONDS
    while monotonic() < until:
        messages = said(portico, conversation)
        if len(messages) == 2:
            return str(messages[-1]["content"])
        sleep(0.01)
    raise AssertionError("no answer was stored")


def test_what_stands_is_streamed_while_the_model_goes_on(
    stalling: Portico, released: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT_SECONDS", 0.05)
    _, conversation = opened(stalling)
    stream = frames(asked(stalling, conversation, **EVENT_STREAM))
    before = (parsed(frame).kind for frame in stream if frame != ": keep-alive")
    kinds = ["run.started", "retrieval.completed", "message.delta", "citation"]
    assert list(islice(before, 4)) == kinds
    assert next(stream) == ": keep-alive"
    released.set()
    after = [parsed(frame) for frame in stream if frame != ": keep-alive"]
    assert [event.kind for event in after] == ["message.delta", "citation", "message.completed"]
    assert [event.id for event in after] == [5, 6, 7]


def test_whoever_leaves_finds_the_answer_later(stalling: Portico, released: Event) -> None:
    _, conversation = opened(stalling)
    response = asked(stalling, conversation, **EVENT_STREAM)
    next(frames(response))
    response.close()
    released.set()
    assert written(stalling, conversation) == f"{OPENING} [1] {LAMP} [2]"


def test_a_request_that_waited_long_enough_says_where_to_look(
    stalling: Portico, released: Event
) -> None:
    _, conversation = opened(stalling)
    problem = refused(asked(stalling, conversation, Idempotency_Key="k"), 504, "answer_pending")
    released.set()
    path = problem["detail"].rpartition(" ")[2]
    assert events_of(stalling.client.get(path))[-1].kind == "message.completed"
    again = asked(stalling, conversation, Idempotency_Key="k")
    assert (again.status_code, again.headers["Location"]) == (201, path)
    assert len(said(stalling, conversation)) == 2


def test_a_stream_ends_when_its_conversation_is_deleted(stalling: Portico) -> None:
    _, conversation = opened(stalling)
    response = asked(stalling, conversation, **EVENT_STREAM)
    stream = frames(response)
    run = parsed(next(stream)).data["run_id"]
    stalling.client.delete(f"/api/v1/conversations/{conversation}")
    assert "message.completed" not in [parsed(frame).kind for frame in stream]
    refused(stalling.client.get(f"/api/v1/runs/{run}/events"), 404, "run_not_found")


@pytest.fixture
def dying() -> Portico:
    return Portico.start(writer=ScriptedWriter([f"{OPENING} [1] The lighthouse k", Dies]))


def test_a_model_that_dies_ends_the_stream_with_a_failure(dying: Portico) -> None:
    _, conversation = opened(dying)
    events = events_of(asked(dying, conversation, **EVENT_STREAM))
    assert [event.kind for event in events[-2:]] == ["citation", "run.failed"]
    assert events[-1].data["code"] == "unavailable"
    assert "scripted" in events[-1].data["detail"]
    assert [one["role"] for one in said(dying, conversation)] == ["user"]


def test_a_model_that_dies_is_a_503_for_who_waits_for_the_whole(dying: Portico) -> None:
    _, conversation = opened(dying)
    refused(asked(dying, conversation), 503, "unavailable")


def test_after_a_failure_one_may_ask_again() -> None:
    writer = ScriptedWriter([Dies])
    portico = Portico.start(writer=writer)
    _, conversation = opened(portico)
    refused(asked(portico, conversation, WHEN), 503, "unavailable")
    writer.script = [f"{OPENING} [1]"]
    assert asked(portico, conversation, WHEN).get_json()["answer_status"] == "answered"

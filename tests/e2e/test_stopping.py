"""Whoever asked may stop the answer: what was told stands, and the model is let go."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import islice
from threading import Event
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from injector import InstanceProvider
from werkzeug.test import TestResponse

from adapters.conversations.language_model.writer import ollama_writer, openai_writer
from application.conversations.ports import AnswerWriter
from application.jobs.ports import JobQueue
from domain.principal import Principal
from e2e.harbour import EVENT_STREAM, LAMP, OPENING, WHEN, asked, opened, said
from e2e.problems import refused
from e2e.streams import events_of, frames, parsed
from entrypoints.http import event_stream
from entrypoints.testing import Portico, ScriptedWriter
from support.behaviours import Behaviour, Say, Stall
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIServer
from support.people import EVE
from support.scripted_server import ScriptedServer
from support.served import wait_until

AT_ONCE = 1.0
"""Seconds within which a stopped run has ended and its model is free."""
BEGUN = [f"{OPENING} [1] The lighthouse"]
TOLD = ["run.started", "retrieval.completed", "message.delta", "citation"]


@pytest.fixture
def released() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


def stop(portico: Portico, run: str) -> TestResponse:
    return portico.client.post(f"/api/v1/runs/{run}/stop")


def stopped(portico: Portico, run: str) -> dict[str, Any]:
    response = stop(portico, run)
    assert response.status_code == 202, response.get_data(as_text=True)
    view: dict[str, Any] = response.get_json()
    return view


def talking(writer: AnswerWriter) -> Portico:
    return Portico.start(writer=writer, threads=True)


@pytest.fixture
def stalled(released: Event) -> Portico:
    return talking(ScriptedWriter([*BEGUN, released, f"{LAMP[14:]} [1]"]))


def begun(
    portico: Portico, conversation: str, events: int = len(TOLD)
) -> tuple[str, Iterator[str]]:
    """Ask, read so many events, and return the run's id and the rest of its stream."""
    stream = frames(asked(portico, conversation, **EVENT_STREAM))
    first, *_ = [parsed(frame) for frame in islice(stream, events)]
    return first.data["run_id"], stream


def test_what_was_told_stands_and_nothing_follows(stalled: Portico, released: Event) -> None:
    _, conversation = opened(stalled)
    run, stream = begun(stalled, conversation)
    began = monotonic()
    view = stopped(stalled, run)
    (last,) = [parsed(frame) for frame in stream]
    assert monotonic() - began < AT_ONCE
    released.set()
    stalled.container.get(Executor).shutdown()
    _, answer = said(stalled, conversation)
    assert (last.id, last.kind, last.data["answer_status"]) == (5, "run.stopped", "stopped")
    assert (view["state"], view["message_id"]) == ("stopped", answer["id"])
    assert (answer["content"], answer["answer_status"]) == (f"{OPENING} [1]", "stopped")
    assert [one["quote"] for one in answer["citations"]] == [OPENING]
    assert (answer["retrieval"]["query"], answer["model"]) == (WHEN, "scripted")
    assert len(answer["retrieval"]["hits"]) == 1


@pytest.mark.parametrize(
    "behaviour",
    [Stall(at_all=False), Stall(), Stall(BEGUN), Say(["word "] * 4_000, 0.02)],
    ids=["silent", "headers", "in the middle", "never at an end of a sentence"],
)
@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_the_model_is_let_go_at_once(behaviour: Behaviour, kind: str) -> None:
    with server_of(kind, behaviour) as server:
        portico = talking(writer_of(kind, server))
        _, conversation = opened(portico)
        run, stream = begun(portico, conversation, events=2)
        wait_until(lambda: len(server.requests) == 1)
        began = monotonic()
        stopped(portico, run)
        assert parsed(list(stream)[-1]).kind == "run.stopped"
        assert server.hung_up.wait(began + AT_ONCE - monotonic())
        portico.container.get(Executor).shutdown()
    assert portico.container.get(JobQueue).waiting() == {}


def server_of(kind: str, behaviour: Behaviour) -> ScriptedServer:
    return OllamaServer([behaviour]) if kind == "ollama" else OpenAIServer([behaviour], key=None)


def writer_of(kind: str, server: ScriptedServer) -> AnswerWriter:
    if kind == "ollama":
        return ollama_writer(server.url, "llama3.2", 60)
    return openai_writer(f"{server.url}/v1", "gpt-4o-mini", None, 60)


def test_stopping_twice_is_stopping_once(stalled: Portico) -> None:
    _, conversation = opened(stalled)
    run, _ = begun(stalled, conversation)
    assert stopped(stalled, run) == stopped(stalled, run)
    events = events_of(stalled.client.get(f"/api/v1/runs/{run}/events"))
    assert [event.kind for event in events] == [*TOLD, "run.stopped"]
    assert len(said(stalled, conversation)) == 2


def test_what_is_over_stays_as_it_ended(portico: Portico) -> None:
    _, conversation = opened(portico)
    run = asked(portico, conversation).headers["Location"].split("/")[-2]
    before = said(portico, conversation)
    assert stopped(portico, run)["state"] == "completed"
    assert said(portico, conversation) == before


def test_an_answer_can_be_stopped_while_it_waits_to_be_written(
    released: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        event_stream, "HEARTBEAT_SECONDS", 0.05
    )  # the client waits for a first frame
    writer = ScriptedWriter([f"{OPENING} [1]"])
    portico = talking(writer)
    _, conversation = opened(portico)
    for _ in range(4):  # as many as write at once
        portico.container.get(Executor).submit(released.wait)
    response = asked(portico, conversation, **EVENT_STREAM)
    (waiting,) = portico.container.get(JobQueue).waiting().values()
    run = response_run(portico, conversation)
    view = stopped(portico, run)
    told = [parsed(frame).kind for frame in frames(response) if frame != ": keep-alive"]
    released.set()
    portico.container.get(Executor).shutdown()
    assert (waiting, view["state"], told) == (1, "stopped", ["run.started", "run.stopped"])
    assert said(portico, conversation)[-1]["content"] == ""
    assert (writer.briefs, portico.container.get(JobQueue).waiting()) == ([], {})


def response_run(portico: Portico, conversation: str) -> str:
    """Return the run that is being written there: a second question is told its id."""
    problem = refused(asked(portico, conversation), 409, "conversation_busy")
    return str(problem["detail"]).rpartition(" ")[2]


def test_the_run_of_somebody_else_cannot_be_stopped(stalled: Portico) -> None:
    _, conversation = opened(stalled)
    run, _ = begun(stalled, conversation)
    refused(stop(stalled, str(uuid4())), 404, "run_not_found")
    stalled.container.binder.bind(Principal, to=InstanceProvider(EVE))
    refused(stop(stalled, run), 404, "run_not_found")


def test_leaving_is_not_stopping(stalled: Portico, released: Event) -> None:
    _, conversation = opened(stalled)
    response = asked(stalled, conversation, **EVENT_STREAM)
    next(frames(response))
    response.close()
    released.set()
    wait_until(lambda: len(said(stalled, conversation)) == 2)
    assert said(stalled, conversation)[-1]["answer_status"] == "answered"


def test_after_a_stop_one_may_ask_again_at_once(stalled: Portico, released: Event) -> None:
    _, conversation = opened(stalled)
    run, _ = begun(stalled, conversation)
    stopped(stalled, run)
    released.set()
    assert asked(stalled, conversation).get_json()["answer_status"] == "answered"


def test_who_waits_for_the_whole_gets_what_was_told(stalled: Portico) -> None:
    _, conversation = opened(stalled)
    path = f"/api/v1/conversations/{conversation}/messages"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(stalled.app.test_client().post, path, json={"content": WHEN})
        wait_until(lambda: len(said(stalled, conversation)) == 1)
        run = response_run(stalled, conversation)
        events = frames(stalled.client.get(f"/api/v1/runs/{run}/events"))
        assert [parsed(frame).kind for frame in islice(events, 4)] == TOLD
        stopped(stalled, run)
        response = waiting.result()
    assert response.status_code == 201
    answer = response.get_json()
    assert (answer["content"], answer["answer_status"]) == (f"{OPENING} [1]", "stopped")

"""`portico serve` as its users run it: started, stopped, killed, and beside another."""

import json
import os
import signal
import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.behaviours import Say, Stall
from support.openai_server import OpenAIServer
from support.served import PATIENCE, Served, children, is_alive, served, serving, wait_until

pytestmark = pytest.mark.slow
TEXT = "The harbour opens at six in the morning. Boats wait outside until then."
QUESTION = {"content": "When does the harbour open in the morning?"}


@pytest.fixture
def embedded(tmp_path: Path) -> dict[str, str]:
    return {
        "PORTICO_HOME": str(tmp_path / "home"),
        "PORTICO_EMBEDDER_URL": "memory:",
        "PORTICO_LEASE_SECONDS": "1",
    }


def add(server: Served, text: str = TEXT) -> dict[str, Any]:
    body = {"title": "Handbook", "text": text}
    document: dict[str, Any] = server.client.post("/api/v1/documents", json=body).json()
    wait_until(lambda: find(server, document)["state"] == "ready")
    return document


def find(server: Served, document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = server.client.get(f"/api/v1/documents/{document['id']}").json()
    return found


def converse(server: Served) -> str:
    started = server.client.post("/api/v1/conversations", json={}).json()
    return f"/api/v1/conversations/{started['id']}/messages"


def answers(server: Served, messages: str) -> list[dict[str, Any]]:
    try:
        items = server.client.get(messages).json()["items"]
    except httpx.TransportError:  # the API process is being replaced
        return []
    return [item for item in items if item["role"] == "assistant"]


def test_a_document_is_read_and_asked(embedded: dict[str, str]) -> None:
    with served(settings=embedded) as server:
        add(server)
        answer = server.client.post(converse(server), json=QUESTION).json()

    assert answer["content"] == "The harbour opens at six in the morning. [1]"


def test_what_was_kept_is_there_after_a_restart(embedded: dict[str, str]) -> None:
    with served(settings=embedded) as server:
        document = add(server)
    with served(settings=embedded) as server:
        assert find(server, document)["state"] == "ready"
        assert server.client.post(converse(server), json=QUESTION).json()["citations"]


def test_sigterm_ends_every_process(embedded: dict[str, str]) -> None:
    with served(settings=embedded) as server:
        family = [server.process.pid, *children(server.process.pid)]
        assert len(family) == 3
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0

    assert not any(is_alive(one) for one in family)


def test_a_server_that_is_killed_leaves_no_worker_behind(embedded: dict[str, str]) -> None:
    with served(settings=embedded) as server:
        family = children(server.process.pid)
        server.process.kill()
        wait_until(lambda: not any(is_alive(one) for one in family))


def test_an_api_process_that_is_killed_is_replaced_and_its_answer_completed(
    embedded: dict[str, str],
) -> None:
    said = Say(["The harbour opens at six in the morning [1]."])
    with OpenAIServer([Stall(["The harbour "]), said], key=None) as model:
        settings = {**embedded, "PORTICO_MODEL_URL": f"openai+{model.url}/v1?model=gpt-4o-mini"}
        with served(settings=settings) as server:
            add(server)
            messages = converse(server)
            killed = _kill_while_answering(server, messages, model)
            wait_until(lambda: bool(answers(server, messages)))

            (answer,) = answers(server, messages)
            assert answer["content"] == "The harbour opens at six in the morning. [1]"
            assert not is_alive(killed)
            assert len(model.requests) == 2


def _kill_while_answering(server: Served, messages: str, model: OpenAIServer) -> int:
    """Ask, and kill the API process once the model is stalled; returns its id."""
    accepts = {"Accept": "text/event-stream"}
    with server.client.stream("POST", messages, json=QUESTION, headers=accepts) as stream:
        first = next(stream.iter_lines())
        assert first == "id: 1"
        wait_until(lambda: len(model.requests) == 1)
        api = serving(server)
        os.kill(api, signal.SIGKILL)
    return api


def test_two_servers_share_a_home(embedded: dict[str, str]) -> None:
    with (
        served(settings=embedded) as one,
        served("--no-worker", settings=embedded) as other,
    ):
        document = add(one)
        assert find(other, document)["state"] == "ready"
        messages = converse(one)
        one.client.post(messages, json=QUESTION)
        assert len(answers(other, messages)) == 1
        found = other.client.post("/api/v1/search", json={"query": "harbour"}).json()
        assert [item["document_id"] for item in found["items"]] == [document["id"]]


def test_every_line_of_the_log_is_json(embedded: dict[str, str], tmp_path: Path) -> None:
    with (
        (tmp_path / "log").open("w") as log,
        served(settings=embedded, stderr=log.fileno()) as server,
    ):
        add(server)
    heading, *lines = (tmp_path / "log").read_text().splitlines()

    events = [json.loads(line)["event"] for line in lines]
    assert heading.startswith("Portico is at http://127.0.0.1:")
    assert set(events) == {"request", "job"}


def test_idle_connections_hold_nobody_up(embedded: dict[str, str]) -> None:
    with served("--no-worker", settings=embedded) as server, ExitStack() as stack:
        address = ("127.0.0.1", server.client.base_url.port or 0)
        for _ in range(300):
            stack.enter_context(socket.create_connection(address))

        assert server.client.get("/health/live", timeout=5).status_code == 200


def test_a_second_server_leaves_the_firsts_metrics_alone(embedded: dict[str, str]) -> None:
    with served("--no-worker", settings=embedded) as one:
        one.client.get("/api/v1/documents")
        with served("--no-worker", settings=embedded):
            metrics = one.client.get("/metrics").text

    assert 'route="/api/v1/documents",status="200"} 1.0' in metrics

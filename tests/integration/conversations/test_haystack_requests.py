"""What goes over the wire to a model server, what comes back, and what the log keeps of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import structlog
from structlog.testing import capture_logs

from adapters.conversations.language_model.writer import (
    LONGEST_ANSWER,
    ollama_writer,
    openai_writer,
)
from adapters.haystack import quiet
from application.errors import Unavailable
from domain.conversations.message import Role, Turn
from support.behaviours import Say, Stall
from support.briefs import HONEY, brief
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIServer

PATIENCE = 30.0
SPOKEN = ("Honey keeps", " [1].")


def test_ollama_is_asked_in_its_own_protocol() -> None:
    with OllamaServer([Say(SPOKEN)]) as server:
        assert list(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief()))
    (request,) = server.requests
    assert server.refusals == []
    assert (request.method, request.path) == ("POST", "/api/chat")
    assert request.body["options"] == {"temperature": 0.0, "num_ctx": 8192}
    assert request.body["stream"] is True
    assert request.body["think"] is False


def test_ollama_is_given_room_for_a_long_prompt() -> None:
    with OllamaServer([Say(SPOKEN)]) as server:
        list(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief(HONEY * 1_000)))
    assert server.requests[0].body["options"]["num_ctx"] == 32_768


def test_openai_is_asked_in_its_own_protocol_with_our_key() -> None:
    with OpenAIServer([Say(SPOKEN)]) as server:
        writer = openai_writer(f"{server.url}/v1", "gpt-4o-mini", server.key, PATIENCE)
        assert list(writer.write(brief()))
    (request,) = server.requests
    assert server.refusals == []
    assert request.headers["authorization"] == f"Bearer {server.key}"
    assert request.body.keys() == {"model", "messages", "n", "stream", "stream_options"}


@pytest.mark.parametrize("key", [None, ""])
def test_a_local_server_without_a_key_is_sent_none(key: str | None) -> None:
    with OpenAIServer([Say(SPOKEN)], key=None) as server:
        writer = openai_writer(f"{server.url}/v1", "gpt-4o-mini", key, PATIENCE)
        assert "".join(writer.write(brief())) == "".join(SPOKEN)
    assert "authorization" not in server.requests[0].headers


def test_the_model_hears_rules_then_turns_then_the_question() -> None:
    turns = (Turn(Role.USER, "What is mead?"), Turn(Role.ASSISTANT, "A drink [4]."))
    with OllamaServer([Say(SPOKEN)]) as server:
        list(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief(history=turns)))
    messages = server.requests[0].body["messages"]
    assert [one["role"] for one in messages] == ["system", "user", "assistant", "user"]
    assert messages[2]["content"] == "A drink."
    assert messages[3]["content"].endswith("Question: Why does honey keep for decades?")


@pytest.mark.parametrize("said", ["NOT IN EVIDENCE.", "NOT IN EVIDENCE", " **NOT IN EVIDENCE.** "])
def test_a_model_that_declines_writes_nothing(said: str) -> None:
    with OllamaServer([Say([*said])]) as server:
        assert "".join(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief())) == ""


def test_declining_is_taken_out_of_an_answer_and_leaves_the_rest() -> None:
    said = "Honey is NOT in EVIDENT danger [1]. NOT IN EVIDENCE."
    with OllamaServer([Say([*said])]) as server:
        answer = "".join(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief()))
    assert answer == "Honey is NOT in EVIDENT danger [1]. ."


def test_a_model_that_never_ends_is_ended() -> None:
    with OllamaServer([Stall(["going in circles "] * 2_000)]) as server:
        answer = "".join(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief()))
        assert server.hung_up.wait(PATIENCE)
    assert LONGEST_ANSWER < len(answer) < LONGEST_ANSWER + 100


def test_what_no_database_can_hold_is_replaced() -> None:
    with OllamaServer([Say(["a\x00b", "\ud800c"])]) as server:
        answer = "".join(ollama_writer(server.url, "llama3.2", PATIENCE).write(brief()))
    assert answer == "a\ufffdb\ufffdc"


def test_a_call_leaves_one_line_in_the_log_and_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    structlog.reset_defaults()  # whoever configured it before may have let warnings through only
    monkeypatch.setattr("adapters.conversations.language_model.writer.log", structlog.get_logger())
    with OllamaServer([Say(SPOKEN), Stall(SPOKEN)]) as server, capture_logs() as lines:
        writer = ollama_writer(server.url, "llama3.2", PATIENCE)
        list(writer.write(brief()))
        next(iter(writer.write(brief())))
    with capture_logs() as more, pytest.raises(Unavailable):
        list(writer.write(brief()))
    assert [
        (one["event"], one["model"], one["pieces"], one["outcome"]) for one in lines + more
    ] == [
        ("model_call", "ollama:llama3.2", 2, "completed"),
        ("model_call", "ollama:llama3.2", 1, "closed"),
        ("model_call", "ollama:llama3.2", 0, "unavailable"),
    ]
    assert "Honey" not in json.dumps(lines + more)


def test_a_missing_package_is_told_with_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "haystack_integrations.components.generators.ollama", None)
    with pytest.raises(Unavailable, match=r"pip install 'portico\[llm\]'"):
        list(ollama_writer("http://127.0.0.1:9", "llama3.2", PATIENCE).write(brief()))


def test_haystack_is_imported_with_its_telemetry_off() -> None:
    with quiet():
        from haystack.telemetry import _telemetry
    assert _telemetry.telemetry is None
    assert os.environ["HAYSTACK_TELEMETRY_ENABLED"] == "False"


NOBODY_IS_CALLED = """
import sys
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event in
                 ("socket.connect", "socket.getaddrinfo", "socket.sendto") else None)
from adapters.haystack import quiet
with quiet():
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack_integrations.components.embedders.ollama import OllamaDocumentEmbedder
    from haystack_integrations.components.generators.ollama import OllamaChatGenerator
assert not calls, calls
import logging
assert not logging.getLogger().handlers and not logging.getLogger("haystack").handlers
"""


@pytest.mark.slow
def test_importing_it_calls_nobody_warns_of_nothing_and_leaves_logging_alone() -> None:
    told = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "HAYSTACK_TELEMETRY_ENABLED": "1",
    }
    program = [sys.executable, "-W", "error", "-c", NOBODY_IS_CALLED]
    done = subprocess.run(program, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

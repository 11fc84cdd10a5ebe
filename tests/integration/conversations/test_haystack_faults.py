"""What a model server may do wrong becomes one sentence, in time, and leaves nothing running."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pytest

from adapters.conversations.language_model.writer import (
    HaystackAnswerWriter,
    ollama_writer,
    openai_writer,
)
from application.conversations.ports import Brief
from application.errors import Unavailable
from support.behaviours import Answer, Behaviour, Die, Fail, Raw, Refuse, Say, Stall, Stop
from support.briefs import brief
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIServer
from support.scripted_server import THREADS

PATIENCE = 30.0
LITTLE = 0.4
"""Seconds, for servers that are silent; the others get long enough for a busy machine."""
SECRET = "sk-of-the-tests"
BEGUN = ("Honey keeps [1]. ", "Mead")
BROKEN = "its answer broke off or could not be read"
SILENT = f"it said nothing for {LITTLE} seconds"
Writer = AbstractContextManager[HaystackAnswerWriter]


def patience(behaviour: Behaviour) -> float:
    return LITTLE if isinstance(behaviour, Stall | Say) else PATIENCE


@contextmanager
def ollama(behaviour: Behaviour) -> Iterator[HaystackAnswerWriter]:
    with OllamaServer([behaviour]) as server:
        yield ollama_writer(server.url, "llama3.2", patience(behaviour))


@contextmanager
def openai(behaviour: Behaviour) -> Iterator[HaystackAnswerWriter]:
    with OpenAIServer([behaviour], key=SECRET) as server:
        yield openai_writer(f"{server.url}/v1", "gpt-4o-mini", SECRET, patience(behaviour))


def keyless_writer(url: str, model: str, timeout: float) -> HaystackAnswerWriter:
    return openai_writer(url, model, None, timeout)


KINDS: list[Callable[[Behaviour], Writer]] = [ollama, openai]
FAULTS: list[tuple[Behaviour, str]] = [
    (Stall(at_all=False), SILENT),
    (Stall(), SILENT),
    (Stall(BEGUN), SILENT),
    (Say(BEGUN, 2 * LITTLE), SILENT),
    (Die(), BROKEN),
    (Die(BEGUN), BROKEN),
    (Stop(), BROKEN),
    (Stop(BEGUN), BROKEN),
    (Fail(BEGUN, f"out of memory, key {SECRET}"), BROKEN),
    (Answer("{}"), BROKEN),
    (Answer("<html>"), BROKEN),
    (Refuse(400), "it answered with status 400"),
    (Refuse(401, f"Incorrect API key provided: {SECRET}"), "it refused our key"),
    (Refuse(404, "model not found"), "it has no such model"),
    (Refuse(429), "it is asked too often"),
    (Refuse(500), "it answered with status 500"),
    (Refuse(503), "it answered with status 503"),
]
GARBAGE = {
    ollama: [
        b"{not json}\n",
        b"[]\n",
        b"null\n",
        b'{"done": false}\n',
        b'"x"\n',
        b"\n{\n",
        b"\x00\n",
    ],
    openai: [
        b"data: {not json}\n\n",
        b"data: []\n\n",
        b'data: {"choices": [{"delta": 7}]}\n\n',
        b'data: {"choices": 7}\n\n',
        b"data: null\n\n",
        b"data: \xff\xfe\n\n",
    ],
}


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    before = _ours()
    yield
    assert not _ours() - before


def _ours() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if not one.name.startswith(THREADS)}


def _refusal(writer: Writer, asked: Brief) -> Unavailable:
    with writer as asking:
        began = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            list(asking.write(asked))
        assert time.monotonic() - began < PATIENCE
        assert caught.value.dependency == asking.name
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("behaviour", "sentence"), FAULTS, ids=repr)
def test_a_fault_is_told_in_a_sentence(
    kind: Callable[[Behaviour], Writer], behaviour: Behaviour, sentence: str
) -> None:
    refusal = _refusal(kind(behaviour), brief())
    assert str(refusal) == f"{refusal.dependency} is not available: {sentence}"


@pytest.mark.parametrize(
    ("kind", "data"), [(kind, data) for kind, many in GARBAGE.items() for data in many]
)
def test_a_malformed_stream_is_told_in_a_sentence(
    kind: Callable[[Behaviour], Writer], data: bytes
) -> None:
    assert str(_refusal(kind(Raw(BEGUN, data)), brief())).endswith(BROKEN)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_said_before_a_fault_arrives(kind: Callable[[Behaviour], Writer]) -> None:
    with kind(Fail(BEGUN)) as writer:
        pieces = writer.write(brief())
        assert "".join(next(pieces) for _ in BEGUN) == "".join(BEGUN)
        with pytest.raises(Unavailable):
            next(pieces)


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_end_of_an_answer_cannot_spoil_it(
    kind: Callable[[Behaviour], Writer],
) -> None:
    last: dict[Callable[[Behaviour], Writer], bytes] = {
        ollama: b'{"model":"llama3.2","message":{"role":"assistant","content":""},"done":true}\n{',
        openai: b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: {\n\n',
    }
    with kind(Raw(BEGUN, last[kind])) as writer:
        assert "".join(writer.write(brief())) == "".join(BEGUN)


@pytest.mark.parametrize("make", [ollama_writer, keyless_writer])
def test_nobody_at_the_port_is_told_in_a_sentence(
    make: Callable[[str, str, float], HaystackAnswerWriter],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    refusal = _refusal(nullcontext(make(url, "llama3.2", PATIENCE)), brief())
    assert str(refusal).endswith("no connection could be made")


def test_a_byte_that_is_no_utf8_is_replaced_as_ollama_streams_it() -> None:
    bad = b'{"model":"llama3.2","message":{"role":"assistant","content":"b\xffd"},"done":true}\n'
    with ollama(Raw(BEGUN, bad)) as writer:
        assert "".join(writer.write(brief())) == "".join(BEGUN) + "b\ufffdd"


def test_a_wrong_key_is_refused_without_being_repeated() -> None:
    with OpenAIServer([Say(BEGUN)], key=SECRET) as server:
        wrong = openai_writer(f"{server.url}/v1", "gpt-4o-mini", "sk-wrong", PATIENCE)
        refusal = _refusal(nullcontext(wrong), brief())
    assert "refused our key" in str(refusal)
    assert "sk-wrong" not in f"{refusal!r} {refusal} {wrong!r}"


def test_a_model_that_is_not_there_is_told_in_a_sentence() -> None:
    with OllamaServer([Say(BEGUN)]) as server:
        refusal = _refusal(nullcontext(ollama_writer(server.url, "nope", PATIENCE)), brief())
    assert str(refusal) == "ollama:nope is not available: it has no such model"

"""Vectors from Ollama: the protocol, the checks on what comes back, and every fault a sentence."""

from __future__ import annotations

import json
import math
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

import pytest

from adapters.knowledge.minilm.calibration import CALIBRATION as MINILM
from adapters.knowledge.ollama_embedder import BATCH, CAUTIOUS, OllamaEmbedder
from application.errors import Unavailable
from domain.knowledge.retrieval import Calibration
from support.behaviours import Answer, Behaviour, Raw, Refuse, Say, Stall
from support.ollama_server import OllamaServer, embedded

GOOD = Say(())
NAN, INFINITE = float("nan"), float("inf")


@contextmanager
def seated(
    *behaviours: Behaviour, model: str = "all-minilm"
) -> Iterator[tuple[OllamaEmbedder, OllamaServer]]:
    with (
        OllamaServer(list(behaviours)) as server,
        closing(OllamaEmbedder(server.url, model, timeout=1)) as embedder,
    ):
        yield embedder, server


def answer(vectors: Sequence[Sequence[float]]) -> Answer:
    return Answer(embedded("all-minilm", vectors))


def test_vectors_have_length_one_and_the_order_of_the_texts() -> None:
    with seated(GOOD) as (embedder, server):
        texts = ["bees", "honey and mead"]
        for text, vector in zip(texts, embedder.embed(texts), strict=True):
            raw = server.vector(text)
            assert vector.typecode == "f"
            assert math.hypot(*vector) == pytest.approx(1)
            assert list(vector) == pytest.approx([one / math.hypot(*raw) for one in raw])


def test_ollama_is_asked_in_its_own_protocol() -> None:
    with seated(GOOD) as (embedder, server):
        embedder.embed(["bees", "two\nlines"])
    (request,) = server.requests
    assert server.refusals == []
    assert (request.method, request.path) == ("POST", "/api/embed")
    assert request.body["input"] == ["bees", "two lines"]


def test_texts_go_in_batches_and_none_is_lost() -> None:
    texts = ["x" * length for length in range(1, 2 * BATCH + 4)]
    with seated(GOOD) as (embedder, server):
        vectors = embedder.embed(texts)
    assert [len(one.body["input"]) for one in server.requests] == [BATCH, BATCH, 3]
    assert len(vectors) == len(texts)


def test_no_texts_make_no_request() -> None:
    with seated(GOOD) as (embedder, server):
        assert list(embedder.embed([])) == []
    assert server.requests == []


def test_its_dimensions_are_learned_from_an_answer() -> None:
    with seated(GOOD) as (embedder, server):
        assert embedder.dimensions == server.dimensions
        assert embedder.dimensions == server.dimensions
        assert len(server.requests) == 1


def test_it_works_again_after_a_fault_and_after_being_closed() -> None:
    with seated(Refuse(500), GOOD) as (embedder, _):
        with pytest.raises(Unavailable):
            embedder.embed(["bees"])
        assert embedder.embed(["bees"])
        embedder.close()
        assert embedder.embed(["bees"])


@pytest.mark.parametrize(
    ("model", "calibration"),
    [
        ("all-minilm", MINILM),
        ("all-minilm:l6", MINILM),
        ("library/all-minilm:33m", MINILM),
        ("nomic-embed-text", CAUTIOUS),
    ],
)
def test_its_calibration_is_the_models(model: str, calibration: Calibration) -> None:
    assert OllamaEmbedder("http://127.0.0.1:9", model, 1).calibration == calibration


def test_a_calibration_of_ones_own_comes_first() -> None:
    mine = Calibration(unrelated=0.3, related=0.9)
    assert OllamaEmbedder("http://127.0.0.1:9", "m", 1, calibration=mine).calibration == mine


@pytest.mark.parametrize(
    "behaviour",
    [
        Stall(at_all=False),
        Raw((), b"\xff"),
        Refuse(400),
        Refuse(404, "model not found"),
        Refuse(500),
        Answer("{}"),
        Answer("not json"),
        Answer(json.dumps({"model": "all-minilm", "embeddings": "no"})),
        answer([]),
        answer([[1, 2, 3, 4]]),
        answer([[1, 2, 3, 4]] * 3),
        answer([[1, 2, 3, 4], [1, 2, 3]]),
        answer([[1, 2, 3, 4], [0, 0, 0, 0]]),
        answer([[1, 2, 3, 4], []]),
        answer([[1, 2, 3, 4], [1, 2, 3, NAN]]),
        answer([[1, 2, 3, 4], [1, 2, 3, INFINITE]]),
    ],
    ids=repr,
)
def test_a_fault_is_told_in_a_sentence_and_in_time(behaviour: Behaviour) -> None:
    with seated(behaviour) as (embedder, _):
        began = time.monotonic()
        with pytest.raises(Unavailable, match="ollama:all-minilm is not available: it"):
            embedder.embed(["bees", "honey"])
        assert time.monotonic() - began < 2


def test_one_vector_too_few_and_one_too_many_do_not_cancel_out() -> None:
    texts = ["x"] * 2 * BATCH
    few, many = [[1.0, 0.0]] * (BATCH - 1), [[1.0, 0.0]] * (BATCH + 1)
    with seated(answer(few), answer(many)) as (embedder, _), pytest.raises(Unavailable):
        embedder.embed(texts)


def test_a_model_whose_vectors_change_their_length_is_refused() -> None:
    with seated(answer([[1, 2]]), answer([[1, 2, 3]])) as (embedder, _):
        embedder.embed(["bees"])
        with pytest.raises(Unavailable, match="different lengths"):
            embedder.embed(["bees"])


@pytest.mark.parametrize("use", [lambda it: it.embed(["bees"]), lambda it: it.dimensions])
def test_nobody_at_the_port_is_told_in_a_sentence(use: Callable[[OllamaEmbedder], object]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with (
        closing(OllamaEmbedder(url, "all-minilm", 1)) as embedder,
        pytest.raises(Unavailable, match="no connection could be made"),
    ):
        use(embedder)

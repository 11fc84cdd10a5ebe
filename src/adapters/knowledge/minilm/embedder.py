"""Sentences to vectors by all-MiniLM-L6-v2 on onnxruntime, in this process."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from adapters.knowledge.minilm.calibration import CALIBRATION
from adapters.knowledge.minilm.encoder import DIMENSIONS, VERSION
from adapters.knowledge.minilm.graph_cache import GraphCache
from adapters.knowledge.minilm.runtime import Runtime
from adapters.knowledge.minilm.weights import Weights
from domain.knowledge.retrieval import Calibration, Vector


class MiniLmEmbedder:
    """`minilm:`: 384 dimensions, English, the first 256 tokens of each text (about 190 words).

    Loads at the first `embed`, once, whichever thread asks. `threads` are onnxruntime's for one
    call: one by default, for processes are what Portico adds when it needs more. `cache` is a
    folder for the 23 MB graph that the first load anywhere builds.

    Texts run one at a time: on a CPU a batch was measured slower (padding, and activations that
    leave the cache), and a text's vector does not depend on its company.
    """

    def __init__(self, cache: Path, *, threads: int = 1) -> None:
        """Look whether everything is installed; raises MiniLmNotInstalled."""
        self._weights = Weights.installed()
        self._cache = GraphCache(cache, self._weights)
        self._threads = threads
        self._loading = Lock()
        self._loaded: Runtime | None = None

    @property
    def name(self) -> str:
        return f"minilm:all-MiniLM-L6-v2-int8-v{VERSION}"

    @property
    def dimensions(self) -> int:
        return DIMENSIONS

    @property
    def calibration(self) -> Calibration:
        return CALIBRATION

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return vectors of length one; the empty text has one too."""
        if not texts:
            return []
        runtime = self._runtime()
        return [runtime.vector(text) for text in texts]

    def _runtime(self) -> Runtime:
        with self._loading:
            if self._loaded is None:
                self._loaded = Runtime.load(self._weights, self._cache.graph(), self._threads)
            return self._loaded

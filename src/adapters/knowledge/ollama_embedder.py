"""Vectors from an embedding model that Ollama serves, through Haystack's document embedder."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from threading import Lock
from typing import Any

from adapters.haystack import explained, quiet
from adapters.knowledge.minilm.calibration import CALIBRATION as MINILM
from application.errors import Unavailable
from domain.knowledge.retrieval import Calibration, Vector

BATCH = 32
CAUTIOUS = Calibration(unrelated=0.4, related=0.75)
"""For models not measured here; several give two unrelated texts a cosine of 0.4."""


class OllamaEmbedder:
    """Asks the server at `host`; `timeout` is in seconds, rounded up to whole ones.

    Texts go in batches of 32, each checked on its own, so that a vector too few in one and one
    too many in the next cannot shift the texts between them. Line breaks are sent as blanks.
    """

    def __init__(
        self, host: str, model: str, timeout: float, *, calibration: Calibration | None = None
    ) -> None:
        self.name = f"ollama:{model}"
        self.calibration = calibration or _usual(model)
        self._host = host
        self._model = model
        self._timeout = math.ceil(timeout)
        self._dimensions: int | None = None
        self._made: Any = None
        self._making = Lock()

    @property
    def dimensions(self) -> int:
        """Ask the model once, unless an answer has told already; raises Unavailable."""
        if self._dimensions is None:
            self.embed(["dimensions"])
        return self._dimensions or 0

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        vectors: list[Vector] = []
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors.extend(self._checked(numbers) for numbers in self._asked(batch))
        return vectors

    def close(self) -> None:
        """Let go of the connections; a later call makes new ones."""
        with self._making:
            made, self._made = self._made, None
        if made is not None:
            made.close()

    def _asked(self, batch: Sequence[str]) -> list[list[float]]:
        with quiet():
            from haystack import Document
        try:
            documents = [Document(content=_sendable(text)) for text in batch]
            answer = self._component().run(documents=documents)
        except Unavailable:
            raise
        except Exception as error:  # a stranger's answer may break anything in its client
            raise Unavailable(self.name, explained(error, self._timeout)) from error
        return [document.embedding for document in answer["documents"]]

    def _component(self) -> Any:
        with self._making, quiet():
            if self._made is None:
                from haystack_integrations.components.embedders.ollama import (
                    OllamaDocumentEmbedder,
                )

                self._made = OllamaDocumentEmbedder(
                    model=self._model,
                    url=self._host,
                    timeout=self._timeout,
                    batch_size=BATCH,
                    progress_bar=False,
                )
                self._made.warm_up()
            return self._made

    def _checked(self, numbers: Sequence[float]) -> Vector:
        length = math.hypot(*numbers)
        if not math.isfinite(length) or not length:
            raise Unavailable(self.name, "it answered with a vector that has no direction")
        if self._dimensions is None:
            self._dimensions = len(numbers)
        if len(numbers) != self._dimensions:
            raise Unavailable(self.name, "it answered with vectors of different lengths")
        return array("f", (number / length for number in numbers))


def _usual(model: str) -> Calibration:
    family = model.rpartition("/")[2].partition(":")[0]
    # the same model as `minilm:`, so its cosines mean the same
    return MINILM if family == "all-minilm" else CAUTIOUS


def _sendable(text: str) -> str:
    """Put `?` for lone surrogates, which no encoding can send."""
    return text.encode("utf-8", "replace").decode("utf-8")

"""The vectors of late, remembered by this process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from threading import Lock

from application.knowledge.ports import Embedder
from domain.knowledge.retrieval import Calibration, Vector

MOST_VECTORS = 8_192
"""About 14 MB at 384 dimensions."""
MANY = 64
"""Texts at once from which they are a document being taken in, which is embedded once."""
DIGEST_BYTES = 16


class RecentVectors:
    """An Embedder that asks another one for what it does not remember; any thread may ask.

    It keeps digests and vectors, and no text: what was erased cannot be read here.
    """

    def __init__(self, asked: Embedder, most: int = MOST_VECTORS) -> None:
        self._asked = asked
        self._most = most
        self._held: OrderedDict[bytes, Vector] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        return self._asked.name

    @property
    def dimensions(self) -> int:
        return self._asked.dimensions

    @property
    def calibration(self) -> Calibration:
        return self._asked.calibration

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        if len(texts) >= MANY:
            return self._asked.embed(texts)
        keys = [_digest(text) for text in texts]
        found = self._remembered(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            made = dict(zip(new, self._asked.embed(list(new.values())), strict=True))
            self._remember(made)
            found |= made
        return [found[key] for key in keys]

    def _remembered(self, keys: Sequence[bytes]) -> dict[bytes, Vector]:
        with self._lock:
            found = {key: self._held[key] for key in keys if key in self._held}
            for key in found:
                self._held.move_to_end(key)
            return found

    def _remember(self, made: Mapping[bytes, Vector]) -> None:
        with self._lock:
            self._held |= made
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()

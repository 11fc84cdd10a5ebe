"""Vectors from hashed words: no model, no download, the same everywhere."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from domain.knowledge.retrieval import Calibration, Vector
from domain.text.terms import terms

CALIBRATION = Calibration(unrelated=0.05, related=0.3)
"""Measured at 256 places, with questions and invented passages of 130 and of 800 characters: of
unrelated pairs 90 in 100 stay below 0.07, and all but one in 100 of the long ones below 0.13;
related pairs have 0.2 to 0.65, long ones 0.07 to 0.26. A chance collision weighs about 0.06."""


@dataclass(frozen=True, slots=True)
class HashingEmbedder:
    """Counts each stem into one of `dimensions` places, with a sign that its hash decides.

    Near means that words are shared; it knows no synonyms. A text without words that carry meaning
    gets a place of its own, the last. After Weinberger et al., "Feature hashing for large scale
    multitask learning" (ICML 2009).
    """

    dimensions: int = 256

    @property
    def name(self) -> str:
        return f"hashing-{self.dimensions}"

    @property
    def calibration(self) -> Calibration:
        return CALIBRATION

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        return [self._embedded(text) for text in texts]

    def _embedded(self, text: str) -> Vector:
        weights = [0.0] * self.dimensions
        for term, count in Counter(terms(text)).items():
            place, sign = _hashed(term, self.dimensions - 1)
            weights[place] += sign * (1 + math.log(count))
        length = math.hypot(*weights)
        if not length:  # no words, or words that cancel each other out
            weights[-1] = length = 1.0
        return array("f", (weight / length for weight in weights))


@lru_cache(maxsize=65_536)
def _hashed(term: str, places: int) -> tuple[int, int]:
    number = int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=8).digest())
    return (number >> 1) % places, 1 if number & 1 else -1

"""Any number of passages that nobody wrote: words by Zipf's law, vectors in clusters."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from benchmarks.library import Entry
from domain.knowledge.retrieval import Vector

SEED = 20_260_301
WORDS, ORGANISATIONS, CLUSTERS = 50_000, 50, 200
PASSAGE_WORDS, QUERY_WORDS = 80, 5
DIMENSIONS = 384
SPREAD = 0.7
"""Of a passage around its cluster's middle, of length one: cosines within a cluster near 0.7."""
COMMONEST = 100
"""Words that no query is made of, like stop words."""
SYLLABLES = [consonant + vowel for consonant, vowel in product("bdfgklmnprstvz", "aeiou")]

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]


@dataclass
class Synthetic:
    """The same passages in the same order for the same seed."""

    seed: int = SEED

    def __post_init__(self) -> None:
        self._chance = np.random.default_rng(self.seed)

    @cached_property
    def words(self) -> list[str]:
        """Return words of three and four syllables, the commonest first, the same for any seed."""
        many = np.random.default_rng(SEED).choice(len(SYLLABLES), (2 * WORDS, 4))
        made = dict.fromkeys("".join(SYLLABLES[at] for at in one) for one in many.tolist())
        return list(islice(made, WORDS))

    @cached_property
    def middles(self) -> Numbers:
        return unit(np.random.default_rng(SEED).standard_normal((CLUSTERS, DIMENSIONS)))

    def entries(self, many: int) -> list[Entry]:
        drawn = zipf(self._chance, (many, PASSAGE_WORDS))
        texts = [" ".join(self.words[at] for at in row) for row in drawn.tolist()]
        return [
            Entry(text, f"Benchmark\n{text}", vector)
            for text, vector in zip(texts, self._vectors(many), strict=True)
        ]

    def queries(self, many: int) -> list[str]:
        drawn = COMMONEST + zipf(self._chance, (many, QUERY_WORDS), WORDS - COMMONEST)
        return [" ".join(self.words[at] for at in row) for row in drawn.tolist()]

    def _vectors(self, many: int) -> Iterator[Vector]:
        around = unit(self._chance.standard_normal((many, DIMENSIONS)))
        middles = self.middles[self._chance.integers(CLUSTERS, size=many)]
        return (array("f", one.tobytes()) for one in unit(middles + SPREAD * around))


def sizes(passages: int) -> Sequence[int]:
    """Return how many passages each organisation has: the second half as many as the first."""
    shares = 1 / np.arange(1, ORGANISATIONS + 1)
    made: list[int] = np.maximum(1, shares / shares.sum() * passages).astype(int).tolist()
    return [made[0] + passages - sum(made), *made[1:]]


def zipf(chance: np.random.Generator, shape: tuple[int, int], words: int = WORDS) -> Places:
    """Draw ranks from 0: the chance of rank r is as 1 / (r + 1)."""
    up_to = np.cumsum(1 / np.arange(1, words + 1))
    ranks: Places = np.searchsorted(up_to, chance.random(shape) * up_to[-1])
    return ranks


def unit(rows: npt.NDArray[np.float64]) -> Numbers:
    made: Numbers = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return made

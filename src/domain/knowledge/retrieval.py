"""What searches bring, in which order, and when a passage is about the question."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.knowledge.passage import PassageId

if TYPE_CHECKING:
    Vector = array[float]
else:
    Vector = array  # before Python 3.12 the class takes no type argument
"""Typecode `f`, length one (cosine is the inner product)."""


class SearchMode(StrEnum):
    HYBRID = "hybrid"
    KEYWORD = "keyword"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and one leg's score: BM25 from keywords, a cosine from vectors."""

    passage_id: PassageId
    score: float


DEVIATIONS = 5


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an embedder's cosines mean: at `unrelated` and below 0, at `related` and above 1."""

    unrelated: float
    related: float

    def relevance(self, cosine: float) -> float:
        share = (cosine - self.unrelated) / (self.related - self.unrelated)
        return min(1.0, max(0.0, share))

    @property
    def deviation(self) -> float:
        """The standard deviation of cosines with unrelated texts, of which `related` is five away.

        For `minilm:` that is 0.1; on seven collections beside the judged sets it was 0.07 to 0.11.
        """
        return (self.related - self.unrelated) / DEVIATIONS


def in_order(scores: Mapping[PassageId, float]) -> Sequence[Hit]:
    return ranked(scores.items())


def ranked(scored: Iterable[tuple[PassageId, float]]) -> Sequence[Hit]:
    """Return the hits, best first; ties fall by passage id."""
    best = sorted(scored, key=lambda one: (-one[1], one[0]))
    return [Hit(passage, score) for passage, score in best]

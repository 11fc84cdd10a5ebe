"""How two rankings become one, and when a passage is about the question."""

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

RECIPROCAL_RANK_CONSTANT = 60
"""k of reciprocal rank fusion: Cormack, Clarke and Büttcher (SIGIR 2009)."""


class SearchMode(StrEnum):
    HYBRID = "hybrid"
    KEYWORD = "keyword"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and one leg's score: BM25 from keywords, a cosine from vectors."""

    passage_id: PassageId
    score: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an embedder's cosines mean: at `unrelated` and below 0, at `related` and above 1."""

    unrelated: float
    related: float

    def relevance(self, cosine: float) -> float:
        share = (cosine - self.unrelated) / (self.related - self.unrelated)
        return min(1.0, max(0.0, share))


def fuse(legs: Iterable[Sequence[Hit]]) -> Sequence[Hit]:
    """Merge rankings by reciprocal rank, best first; ties fall by passage id."""
    scores: dict[PassageId, float] = {}
    for leg in legs:
        for rank, hit in enumerate(leg, start=1):
            gained = 1 / (RECIPROCAL_RANK_CONSTANT + rank)
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + gained
    return in_order(scores)


def in_order(scores: Mapping[PassageId, float]) -> Sequence[Hit]:
    hits = [Hit(passage, score) for passage, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))

"""How two rankings become one, and when a passage is about the question."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an embedder's cosines mean: at `unrelated` and below 0, at `related` and above 1."""

    unrelated: float
    related: float

    def relevance(self, cosine: float) -> float:
        share = (cosine - self.unrelated) / (self.related - self.unrelated)
        return min(1.0, max(0.0, share))


def fuse(legs: Iterable[Sequence[Hit]], depth: int) -> Sequence[Hit]:
    """Merge what the legs brought when each was asked for `depth` hits; ties fall by passage id.

    The sum of normalised scores: CombSUM (Fox and Shaw, TREC-2, 1994) with the shift and scale of
    Montague and Aslam ("Relevance score normalization for metasearch", CIKM 2001).
    """
    scores: dict[PassageId, float] = {}
    for leg in legs:
        for passage, gained in _normalised(leg, depth):
            scores[passage] = scores.get(passage, 0.0) + gained
    return in_order(scores)


def _normalised(leg: Sequence[Hit], depth: int) -> Iterator[tuple[PassageId, float]]:
    """Measure each score from what the leg left out, in units of the leg's mean.

    A leg that brought `depth` hits left out nothing better than its last; one that brought fewer
    left out what scores 0. So a leg whose best hits stand out from the rest says more.
    """
    floor = leg[-1].score if len(leg) >= depth else 0.0
    above = [max(0.0, hit.score - floor) for hit in leg]
    unit = sum(above) / len(above) if above else 0.0
    for hit, height in zip(leg, above, strict=True):
        yield hit.passage_id, height / unit if unit else 0.0


def in_order(scores: Mapping[PassageId, float]) -> Sequence[Hit]:
    hits = [Hit(passage, score) for passage, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))

"""How what words find and what vectors find become one ranking.

Each leg's score is read as how surprising it would be in a passage that has nothing to do with the
question: minus the logarithm of a probability. What two signs say together is the sum (Fisher,
"Statistical Methods for Research Workers", 1932, section 21.1).
"""

from collections.abc import Sequence

from domain.knowledge.retrieval import Calibration, Hit, in_order

COMPARED = 10
"""The rank whose score tells how much the words choose."""
USUAL_CHOICE = 0.5
"""How much a question's words choose on average, on collections other than the judged sets."""


def fuse(
    keyword: Sequence[Hit], dense: Sequence[Hit], calibration: Calibration, depth: int
) -> Sequence[Hit]:
    """Merge what the legs brought, best first, when each was asked for `depth` hits.

    A passage without a keyword hit gains nothing by words. One without a dense hit is as far as
    the last that a full dense leg brought: its own cosine is no better. Ties fall by passage id.
    """
    meaning = by_meaning(dense, calibration, depth)
    farthest = min(meaning) if len(dense) >= depth and meaning else 0.0
    scores = {hit.passage_id: value for hit, value in zip(dense, meaning, strict=True)}
    for hit, value in zip(keyword, by_words(keyword), strict=True):
        scores[hit.passage_id] = scores.get(hit.passage_id, farthest) + value
    return in_order(scores)


def by_words(hits: Sequence[Hit]) -> Sequence[float]:
    """Weigh BM25 by how much the words choose: the share of the best that the tenth lacks.

    BM25 adds up how rare the shared words are, and a word's inverse document frequency is minus
    the logarithm of the chance to meet it (Robertson, "Understanding inverse document frequency",
    2004). Where the tenth passage has as much of them as the first, words do not tell which
    answers. That scores which lie apart foretell a good ranking is from Shtok, Kurland, Carmel,
    Raiber and Markovits, "Predicting query performance by query-drift estimation" (2012).
    """
    if not hits or hits[0].score <= 0:
        return [0.0] * len(hits)
    tenth = hits[COMPARED - 1].score if len(hits) >= COMPARED else 0.0
    choice = 1 - max(0.0, tenth) / hits[0].score
    return [max(0.0, hit.score) * choice / USUAL_CHOICE for hit in hits]


def by_meaning(hits: Sequence[Hit], calibration: Calibration, depth: int) -> Sequence[float]:
    """Take cosines with unrelated texts to be normal: the tail's logarithm, up to a constant.

    A full leg left out most of what there is, so unrelated is at most what its last hit has. That
    matters where the calibration is of another embedder.
    """
    if not hits:
        return []
    last = hits[-1].score
    unrelated = min(calibration.unrelated, last) if len(hits) >= depth else calibration.unrelated
    deviation = calibration.deviation
    deviations = (max(0.0, hit.score - unrelated) / deviation for hit in hits)
    return [above * above / 2 for above in deviations]

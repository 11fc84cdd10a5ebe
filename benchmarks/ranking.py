"""How good a ranking is: nDCG@10, as trec_eval counts it.

Linear gain and a discount of log2(rank + 1), over the best order of all that was judged
(Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques"; `ndcg_cut_10`,
https://github.com/usnistgov/trec_eval/blob/main/m_ndcg_cut.c). What was not judged gains nothing.
"""

from collections.abc import Mapping, Sequence
from math import log2

CUT = 10


def ndcg(ranking: Sequence[str], judged: Mapping[str, int]) -> float:
    best = sorted((gain for gain in judged.values() if gain > 0), reverse=True)
    gains = [max(0, judged.get(name, 0)) for name in ranking]
    return _discounted(gains) / _discounted(best) if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains[:CUT], start=1))

"""BM25 as bm25s counts it, beside ours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

K1, B = 0.9, 0.4
"""The values of Anserini's baselines on MS MARCO and BEIR, where the reference is at home."""
OUR_K1, OUR_B = 1.2, 0.75
"""Those of tantivy, which cannot be set."""

Terms = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class ReferenceBm25:
    """bm25s (Lù 2024, arXiv:2407.03618), variant `lucene`."""

    index: Any
    terms: Terms

    @classmethod
    def of(cls, texts: Sequence[str], terms: Terms, k1: float, b: float) -> "ReferenceBm25":
        import bm25s

        index = bm25s.BM25(method="lucene", k1=k1, b=b)
        index.index([list(terms(text)) for text in texts], show_progress=False)
        return cls(index, terms)

    def best(self, query: str, limit: int) -> list[int]:
        """Return the places of the best texts, those that share no term with the query left out."""
        known = [term for term in self.terms(query) if term in self.index.vocab_dict]
        if not known:
            return []
        places, scores = self.index.retrieve([known], k=limit, show_progress=False)
        return [int(at) for at, score in zip(places[0], scores[0], strict=True) if score > 0]


def their_terms() -> Terms:
    """Return what bm25s makes of a text: words of two letters and more, English stop words out."""
    import bm25s
    from Stemmer import Stemmer

    stemmer = Stemmer("english")

    def terms(text: str) -> Sequence[str]:
        cut = bm25s.tokenize(
            text, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
        )
        return list(cut[0])

    return terms


def our_terms() -> Terms:
    """Return what the index makes of a text."""
    from adapters.knowledge.file_index.analysis import analyser

    return analyser().analyze

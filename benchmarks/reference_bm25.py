"""BM25 as bm25s counts it over what Lucene reads in a text, beside ours."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

K1, B = 0.9, 0.4
"""The values of Anserini's baselines on MS MARCO and BEIR, where the reference is at home."""
OUR_K1, OUR_B = 1.2, 0.75
"""Those of tantivy, which cannot be set."""

TOKEN = re.compile(r"\w+(?:(?:(?<=[^\W\d_])['’.·:](?=[^\W\d_])|(?<=\d)['’.,;](?=\d))\w+)*")
POSSESSIVE = re.compile(r"['’][sS]\Z")
STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with".split()
)
"""EnglishAnalyzer's thirty-three."""

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


def lucene_terms(algorithm: str = "porter") -> Terms:
    """Return what Lucene's EnglishAnalyzer makes of a text, with a stemmer of that name.

    Its tokenizer, possessive filter, lower case, stop words and stemmer in this order
    (org.apache.lucene.analysis.en.EnglishAnalyzer, 9.x). `english` is its other English stemmer,
    Porter's second, which tantivy has. Exact where words are put together of letters and digits
    (UAX #29, rules WB5 to WB13); scripts without blanks are cut otherwise.
    """
    from Stemmer import Stemmer

    stemmer = Stemmer(algorithm)

    def terms(text: str) -> Sequence[str]:
        words = (POSSESSIVE.sub("", found.group()).lower() for found in TOKEN.finditer(text))
        stems: list[str] = stemmer.stemWords([word for word in words if word not in STOP_WORDS])
        return stems

    return terms


def our_terms() -> Terms:
    """Return what the index makes of a text."""
    from adapters.knowledge.file_index.analysis import analyser, readable

    analyse = analyser().analyze
    return lambda text: analyse(readable(text))

"""nDCG@10 of each leg and of both together on judged collections, beside bm25s."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from uuid import UUID

from application.knowledge.rank_passages import Query
from benchmarks.figures import RESULTS, Figure, Options, skipped
from benchmarks.judged_sets import JudgedSet, Text, find_sets
from benchmarks.library import Entry, Library, library
from benchmarks.papers import VARIABLE
from benchmarks.ranking import CUT, ndcg
from benchmarks.reference_bm25 import (
    K1,
    OUR_B,
    OUR_K1,
    B,
    ReferenceBm25,
    lucene_terms,
    our_terms,
)
from domain.ids import DocumentId
from domain.knowledge.passage import Page, PassageId
from domain.knowledge.retrieval import SearchMode
from domain.knowledge.splitting import split

NAME = "retrieval"
VECTORS = RESULTS.parent / "bench-vectors.db"
TOGETHER = 200
"""Texts that are kept in one change: the index ranks passages, whatever document they are of."""
DEPTH = 5 * CUT
"""Passages asked for, so that ten texts are found however many passages each has."""
NEAR = 0.01
REFERENCE, SECOND, LIKE_OURS = "bm25s", "porter2", "likewise"

Ranker = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shelved:
    """`texts` gives a passage's id its text's."""

    library: Library
    texts: Mapping[PassageId, str]

    def ranker(self, mode: SearchMode) -> Ranker:
        return lambda query: self._texts(query, mode)

    def _texts(self, query: str, mode: SearchMode) -> list[str]:
        """Rank texts by their best passage."""
        found = self.library.search(self.library.local, Query(query, limit=DEPTH, mode=mode))
        return list(dict.fromkeys(self.texts[one.found.passage.id] for one in found.shown))


def run(_: Options) -> Iterator[Figure]:
    sets = find_sets()
    if not sets:
        yield skipped(NAME, f"no judged sets under {VARIABLE}/retrieval")
    for given in sets:
        with TemporaryDirectory() as folder, library(Path(folder), VECTORS) as opened:
            ways = _ways(opened, given.texts)
            for judged in filter(None, (given, given.mended())):
                yield from _figures(judged, _scores(judged, ways))


def _ways(library: Library, texts: Sequence[Text]) -> dict[str, Ranker]:
    shelved, wholes = _shelve(library, texts), [one.whole for one in texts]
    references = {
        REFERENCE: ReferenceBm25.of(wholes, lucene_terms(), K1, B),
        SECOND: ReferenceBm25.of(wholes, lucene_terms("english"), K1, B),
        LIKE_OURS: ReferenceBm25.of(wholes, our_terms(), OUR_K1, OUR_B),
    }
    ours = {mode.value: shelved.ranker(mode) for mode in SearchMode}
    return ours | {way: _by_place(of, texts) for way, of in references.items()}


def _by_place(reference: ReferenceBm25, texts: Sequence[Text]) -> Ranker:
    return lambda query: [texts[at].id for at in reference.best(query, CUT)]


def _scores(judged: JudgedSet, ways: Mapping[str, Ranker]) -> dict[str, list[float]]:
    """Return each way's nDCG of every judged query."""
    return {
        way: [ndcg(rank(judged.queries[name]), of) for name, of in judged.judgements.items()]
        for way, rank in ways.items()
    }


def _shelve(library: Library, texts: Sequence[Text]) -> Shelved:
    names: dict[PassageId, str] = {}
    for at in range(0, len(texts), TOGETHER):
        pieces = [(one, piece) for one in texts[at : at + TOGETHER] for piece in _pieces(one)]
        indexed = [f"{one.title}\n{piece}" for one, piece in pieces]
        vectors = library.embedder.embed(indexed)
        entries = [
            Entry(piece, text, vector)
            for (_, piece), text, vector in zip(pieces, indexed, vectors, strict=True)
        ]
        passages = library.keep(library.local, entries)
        names |= {kept.id: one.id for kept, (one, _) in zip(passages, pieces, strict=True)}
    return Shelved(library, names)


def _pieces(text: Text) -> list[str]:
    """Cut a text into passages as taking it in would."""
    return [passage.text for passage in split(DocumentId(UUID(int=0)), 1, [Page(1, text.text)])]


def _figures(judged: JudgedSet, scores: Mapping[str, Sequence[float]]) -> Iterator[Figure]:
    means = {way: mean(of) for way, of in scores.items()}
    legs = {mode: means[mode] for mode in (SearchMode.KEYWORD, SearchMode.DENSE)}
    hybrid, better = means[SearchMode.HYBRID], max(legs.values())
    yield Figure(
        name=f"nDCG@10, {judged.name}",
        says=f"hybrid {hybrid:.4f}, keyword {legs[SearchMode.KEYWORD]:.4f}, "
        f"dense {legs[SearchMode.DENSE]:.4f}, {len(judged.judgements)} queries",
        bar="hybrid at least either",
        passed=hybrid >= better,
        numbers={way: list(of) for way, of in scores.items()},
        table=_rows(judged, scores),
    )
    keyword, reference = legs[SearchMode.KEYWORD], means[REFERENCE]
    yield Figure(
        name="  keyword beside bm25s",
        says=f"{keyword:.4f} beside {reference:.4f}: {keyword - reference:+.4f} "
        f"({means[SECOND]:.4f} with our stemmer, {means[LIKE_OURS]:.4f} with our terms, k1 and b)",
        bar=f"at most {NEAR} below",
        passed=keyword >= reference - NEAR,
        numbers=means,
    )


def _rows(judged: JudgedSet, scores: Mapping[str, Sequence[float]]) -> list[str]:
    ways = list(scores)
    queries = [judged.queries[name] for name in judged.judgements]
    rows = zip(queries, *scores.values(), strict=True)
    head = " ".join(f"{way:>8}" for way in ways)
    return [head, *(" ".join(f"{one:8.4f}" for one in of) + f"  {query}" for query, *of in rows)]

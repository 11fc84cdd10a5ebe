"""Find passages by words, by meaning, or by both."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.knowledge.ports import Embedder, FoundPassage, KnowledgeReader, PassageIndex
from domain.ids import DocumentId
from domain.knowledge.errors import DocumentsUnknown, QueryEmpty
from domain.knowledge.passage import PassageId, version_id
from domain.knowledge.retrieval import Hit, SearchMode, Vector, fuse
from domain.principal import Principal

DEPTH = 50
"""How many hits each leg brings at first, and at least."""


@dataclass(frozen=True, slots=True)
class Query:
    """`document_ids` empty means every document of the organisation."""

    text: str
    limit: int = 10
    mode: SearchMode = SearchMode.HYBRID
    document_ids: tuple[DocumentId, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """`score` orders one answer's passages; `relevance` (0 to 1) compares across answers."""

    found: FoundPassage
    score: float
    relevance: float


@dataclass(frozen=True, slots=True)
class SearchPassages:
    reader: KnowledgeReader
    embedder: Embedder
    index: PassageIndex

    def __call__(self, by: Principal, query: Query) -> Sequence[RankedPassage]:
        """Return the best passages that may be shown now; raises QueryEmpty, DocumentsUnknown.

        A search during which a version took another's place is done again: the index may have been
        asked before, and the database after, so that neither version would be found.
        """
        if not query.text.strip():
            raise QueryEmpty
        vector = self._vector(query)
        while True:
            before = self.reader.replacements(by.organisation_id)
            found = self._search(by, query, vector)
            if self.reader.replacements(by.organisation_id) == before:
                return found

    def _search(
        self, by: Principal, query: Query, vector: Vector | None
    ) -> Sequence[RankedPassage]:
        """Find once. Hits of documents that are not ready or were just deleted are dropped, and the
        legs are asked for more until the limit is reached or they have no more.
        """
        among = self._among(by, query)
        depth = max(DEPTH, query.limit)
        while True:
            legs = self._legs(by, query, among, vector, depth)
            ranked = self._shown(by, query, legs)
            if len(ranked) >= query.limit or all(len(leg) < depth for leg in legs.values()):
                return ranked[: query.limit]
            depth *= 4

    def _among(self, by: Principal, query: Query) -> Sequence[DocumentId]:
        """Return how the index calls the chosen documents; raises DocumentsUnknown."""
        if not query.document_ids:
            return ()
        shown = self.reader.shown(by.organisation_id, query.document_ids)
        unknown = frozenset(query.document_ids) - shown.keys()
        if unknown:
            raise DocumentsUnknown(unknown)
        return [version_id(*one) for one in shown.items()]

    def _vector(self, query: Query) -> Vector | None:
        if query.mode is SearchMode.KEYWORD:
            return None
        return self.embedder.embed([query.text])[0]

    def _legs(
        self,
        by: Principal,
        query: Query,
        among: Sequence[DocumentId],
        vector: Vector | None,
        depth: int,
    ) -> dict[SearchMode, Sequence[Hit]]:
        legs: dict[SearchMode, Sequence[Hit]] = {}
        if query.mode is not SearchMode.DENSE:
            legs[SearchMode.KEYWORD] = self.index.keyword(
                by.organisation_id, query.text, limit=depth, document_ids=among
            )
        if vector is not None:
            legs[SearchMode.DENSE] = self.index.dense(
                by.organisation_id, vector, limit=depth, document_ids=among
            )
        return legs

    def _shown(
        self, by: Principal, query: Query, legs: dict[SearchMode, Sequence[Hit]]
    ) -> Sequence[RankedPassage]:
        hits = fuse(legs.values()) if query.mode is SearchMode.HYBRID else next(iter(legs.values()))
        found = self.reader.passages(by.organisation_id, [hit.passage_id for hit in hits])
        relevance = self._relevance(legs.get(SearchMode.DENSE, ()))
        return [
            RankedPassage(found[hit.passage_id], hit.score, relevance.get(hit.passage_id, 0.0))
            for hit in hits
            if hit.passage_id in found
        ]

    def _relevance(self, dense: Sequence[Hit]) -> dict[PassageId, float]:
        measure = self.embedder.calibration.relevance
        return {hit.passage_id: measure(hit.score) for hit in dense}

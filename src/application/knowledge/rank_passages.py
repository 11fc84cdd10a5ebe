"""Rank the passages of one generation by words, by meaning, or by both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID

from application.knowledge.generations.current import Current
from application.knowledge.generations.ports import Embedders
from application.knowledge.ports import FoundPassage, KnowledgeReader, PassageIndexes
from application.service import service
from application.together import Together
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.fusion import fuse
from domain.knowledge.passage import PassageId, version_id
from domain.knowledge.retrieval import Calibration, Hit, SearchMode, Vector

DEPTH = 50
"""How many hits each leg brings at first, and at least."""
DEEPER = 4
MOST_SEARCHES = 5


@dataclass(frozen=True, slots=True)
class Query:
    """`document_ids` empty means every document of the organisation.

    `min_index_version` is the oldest state of the index that the asker can do with.
    """

    text: str
    limit: int = 10
    mode: SearchMode = SearchMode.HYBRID
    document_ids: tuple[DocumentId, ...] = ()
    min_index_version: int = 0


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """`score` orders one answer's passages; `relevance` (0 to 1) compares across answers."""

    found: FoundPassage
    score: float
    relevance: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What may be shown, best first, and how it came about.

    `legs` are what each leg brought, best first. `dropped` are hits before the last shown that may
    not be: their documents are not ready, or were replaced or deleted, and the index has yet to
    forget them.
    """

    current: Current
    shown: Sequence[RankedPassage]
    legs: Mapping[SearchMode, Sequence[Hit]]
    dropped: Sequence[PassageId]


@service
class RankPassages:
    reader: KnowledgeReader
    embedders: Embedders
    indexes: PassageIndexes
    together: Together

    def __call__(
        self,
        organisation_id: OrganisationId,
        query: Query,
        within: Current,
        visible: frozenset[UUID] | None = None,
    ) -> Ranking:
        """Return the best of one moment; raises Unavailable.

        `visible` are the documents that may be found; None is all of them.

        A search during which a version took another's place is done again: the index may have been
        asked before, and the database after, so that neither version would be found. Where that
        goes on and on, the last of MOST_SEARCHES stands: of what was replaced during that one,
        some may be missing.
        """
        vector = cache(partial(self._vector, query, within))
        searches = 0
        while True:
            searches += 1
            before = self.reader.replacements(organisation_id)
            ranking = self._search(organisation_id, query, within, vector, visible)
            if searches == MOST_SEARCHES:
                return ranking
            if self.reader.replacements(organisation_id) == before:
                return ranking

    def _search(
        self,
        organisation_id: OrganisationId,
        query: Query,
        within: Current,
        vector: Callable[[], Vector],
        visible: frozenset[UUID] | None,
    ) -> Ranking:
        """Ask the legs for more while hits are dropped and more may come."""
        among = self._among(organisation_id, query, visible)
        if among is not None and not among:  # none may be found: that is nothing, not everything
            return Ranking(within, (), {}, ())
        depth = max(DEPTH, query.limit)
        while True:
            legs = self._legs(organisation_id, query, within, among or (), vector, depth)
            ranking = self._ranking(organisation_id, query, within, legs, depth)
            enough = len(ranking.shown) == query.limit
            if enough or all(len(leg) < depth for leg in legs.values()):
                return ranking
            depth *= DEEPER

    def _among(
        self, organisation_id: OrganisationId, query: Query, visible: frozenset[UUID] | None
    ) -> Sequence[DocumentId] | None:
        """Return how the index calls the shown versions of what may be found; None for all."""
        chosen = frozenset(query.document_ids)
        if visible is not None:
            chosen = frozenset(map(DocumentId, visible & chosen if chosen else visible))
        elif not chosen:
            return None
        shown = self.reader.shown(organisation_id, chosen)
        return [version_id(*one) for one in shown.items()]

    def _vector(self, query: Query, within: Current) -> Vector:
        return self.embedders.named(within.generation.embedder).embed([query.text])[0]

    def _legs(
        self,
        organisation_id: OrganisationId,
        query: Query,
        within: Current,
        among: Sequence[DocumentId],
        vector: Callable[[], Vector],
        depth: int,
    ) -> dict[SearchMode, Sequence[Hit]]:
        """Have the words looked for while the query is embedded."""
        index = self.indexes.of(within.generation.id)

        def keyword() -> Sequence[Hit]:
            return index.keyword(organisation_id, query.text, limit=depth, document_ids=among)

        def dense() -> Sequence[Hit]:
            return index.dense(organisation_id, vector(), limit=depth, document_ids=among)

        if query.mode is SearchMode.KEYWORD:
            return {SearchMode.KEYWORD: keyword()}
        if query.mode is SearchMode.DENSE:
            return {SearchMode.DENSE: dense()}
        words, meaning = self.together(keyword, dense)
        return {SearchMode.KEYWORD: words, SearchMode.DENSE: meaning}

    def _ranking(
        self,
        organisation_id: OrganisationId,
        query: Query,
        within: Current,
        legs: dict[SearchMode, Sequence[Hit]],
        depth: int,
    ) -> Ranking:
        keyword, dense = legs.get(SearchMode.KEYWORD, ()), legs.get(SearchMode.DENSE, ())
        hits = keyword or dense
        if query.mode is SearchMode.HYBRID:
            hits = fuse(keyword, dense, self._calibration(within), depth)
        cosines = {hit.passage_id: hit.score for hit in dense}
        relevance = self._calibration(within).relevance if cosines else None
        shown, dropped = list[RankedPassage](), list[PassageId]()
        for some in (hits[: query.limit], hits[query.limit :]):  # mostly the first will do
            found = self.reader.passages(organisation_id, [hit.passage_id for hit in some])
            for hit in some:
                if len(shown) == query.limit:
                    break
                if hit.passage_id not in found:
                    dropped.append(hit.passage_id)
                    continue
                cosine = cosines.get(hit.passage_id)
                known = relevance(cosine) if relevance and cosine is not None else 0.0
                shown.append(RankedPassage(found[hit.passage_id], hit.score, known))
            if len(shown) == query.limit:
                break
        return Ranking(within, shown, legs, dropped)

    def _calibration(self, within: Current) -> Calibration:
        return self.embedders.named(within.generation.embedder).calibration

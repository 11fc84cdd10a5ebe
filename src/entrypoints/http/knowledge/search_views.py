"""What searches look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.knowledge.explain_search import ExplainedSearch
from application.knowledge.rank_passages import RankedPassage, Ranking
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import SearchMode
from entrypoints.http.shapes import WORDS


class SearchQuery(msgspec.Struct, forbid_unknown_fields=True):
    """`min_index_version`: answer from that state of the index or a newer one, or say 409.

    Also while the index went back to a generation that has yet to take documents in.
    """

    query: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000, extra_json_schema=WORDS)]
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    document_ids: Annotated[list[UUID], msgspec.Meta(max_length=1_000)] = []
    mode: SearchMode = SearchMode.HYBRID
    min_index_version: Annotated[int, msgspec.Meta(ge=0)] = 0


class PassageView(msgspec.Struct):
    passage_id: UUID
    document_id: UUID
    version: int
    title: str
    page: int
    text: str
    score: float
    relevance: float

    @classmethod
    def of(cls, ranked: RankedPassage) -> PassageView:
        passage = ranked.found.passage
        return cls(
            passage_id=passage.id,
            document_id=passage.document_id,
            version=passage.version,
            title=ranked.found.title,
            page=passage.page,
            text=passage.text,
            score=ranked.score,
            relevance=ranked.relevance,
        )


class SearchAnswer(msgspec.Struct):
    """`generation` and `index_version` name the one state of the index that answered."""

    items: list[PassageView]
    generation: int
    index_version: int

    @classmethod
    def of(cls, ranking: Ranking) -> SearchAnswer:
        items = [PassageView.of(one) for one in ranking.shown]
        return cls(items, ranking.current.generation.number, ranking.current.version)


class LegHit(msgspec.Struct):
    """Where one leg ranked the passage (from 1), by BM25 or by cosine."""

    rank: int
    score: float


class ExplainedPassage(msgspec.Struct):
    """`keyword` and `dense` are null where that leg was not asked or did not bring it."""

    passage_id: UUID
    document_id: UUID
    title: str
    page: int
    score: float
    relevance: float
    keyword: LegHit | None
    dense: LegHit | None


class DroppedPassage(msgspec.Struct):
    """A hit whose document is not ready, or was replaced or deleted: never shown."""

    passage_id: UUID
    keyword: LegHit | None
    dense: LegHit | None


class Explanation(msgspec.Struct):
    """`candidates` counts what each leg brought, after the filters and before the fusion.

    `from_cache` is null for all but admins of the organisation: it tells what others asked.
    """

    items: list[ExplainedPassage]
    dropped: list[DroppedPassage]
    candidates: dict[str, int]
    generation: int
    embedder: str
    index_version: int
    from_cache: bool | None

    @classmethod
    def of(cls, explained: ExplainedSearch) -> Explanation:
        ranking = explained.ranking
        legs = {mode: _by_passage(ranking, mode) for mode in ranking.legs}
        used = ranking.current.generation
        return cls(
            items=[_explained(one, legs) for one in ranking.shown],
            dropped=[DroppedPassage(one, **_ranks(one, legs)) for one in ranking.dropped],
            candidates={mode.value: len(leg) for mode, leg in ranking.legs.items()},
            generation=used.number,
            embedder=used.embedder,
            index_version=ranking.current.version,
            from_cache=explained.from_cache,
        )


Legs = dict[SearchMode, dict[PassageId, LegHit]]


def _by_passage(ranking: Ranking, mode: SearchMode) -> dict[PassageId, LegHit]:
    return {
        hit.passage_id: LegHit(rank, hit.score)
        for rank, hit in enumerate(ranking.legs[mode], start=1)
    }


def _ranks(id: PassageId, legs: Legs) -> dict[str, LegHit | None]:
    return {
        mode.value: legs.get(mode, {}).get(id) for mode in (SearchMode.KEYWORD, SearchMode.DENSE)
    }


def _explained(ranked: RankedPassage, legs: Legs) -> ExplainedPassage:
    passage = ranked.found.passage
    return ExplainedPassage(
        passage_id=passage.id,
        document_id=passage.document_id,
        title=ranked.found.title,
        page=passage.page,
        score=ranked.score,
        relevance=ranked.relevance,
        **_ranks(passage.id, legs),
    )

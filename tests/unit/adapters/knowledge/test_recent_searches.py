"""What is remembered of searches takes room for their answers, and for nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4
from weakref import ref

import pytest

from adapters.knowledge.recent_searches import HITS_OF_A_PASSAGE, RecentSearches
from application.knowledge.generations.current import Current
from application.knowledge.rank_passages import Query, Ranking
from application.knowledge.search_passages import CacheKey
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.cutting import USUAL
from domain.knowledge.generation import Generation, GenerationId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit, SearchMode

CHOSEN = (DocumentId(UUID(int=1)),)
KEY = CacheKey(
    OrganisationId(UUID(int=2)),
    frozenset(CHOSEN),
    GenerationId(UUID(int=3)),
    datetime(2026, 3, 1, tzinfo=UTC),
    4,
    Query("harbour", document_ids=CHOSEN),
)
OTHERS = {
    "organisation": replace(KEY, organisation_id=OrganisationId(UUID(int=9))),
    "all": replace(KEY, within=None),
    "none": replace(KEY, within=frozenset()),
    "generation": replace(KEY, generation_id=GenerationId(UUID(int=9))),
    "since": replace(KEY, since=datetime(2026, 3, 2, tzinfo=UTC)),
    "version": replace(KEY, version=5),
    "text": replace(KEY, query=replace(KEY.query, text="harbours")),
    "limit": replace(KEY, query=replace(KEY.query, limit=11)),
    "mode": replace(KEY, query=replace(KEY.query, mode=SearchMode.DENSE)),
    "chosen": replace(KEY, query=replace(KEY.query, document_ids=())),
    "oldest": replace(KEY, query=replace(KEY.query, min_index_version=1)),
}


def ranking(hits: int = 0) -> Ranking:
    leg = [Hit(PassageId(uuid4()), 0.5) for _ in range(hits)]
    active = Generation.build(
        id=KEY.generation_id, number=1, embedder="bow://", cut=USUAL, now=datetime.now(UTC)
    )
    return Ranking(Current(active, 4), (), {SearchMode.KEYWORD: leg}, ())


def test_the_same_question_is_remembered_whatever_objects_ask_it() -> None:
    searches, given = RecentSearches(), ranking()
    searches.put(KEY, given)
    assert searches.get(replace(KEY, within=frozenset({DocumentId(UUID(int=1))}))) is given


@pytest.mark.parametrize("other", OTHERS)
def test_another_question_is_not(other: str) -> None:
    searches = RecentSearches()
    searches.put(KEY, ranking())
    assert searches.get(OTHERS[other]) is None


def test_what_an_asker_may_view_is_not_kept() -> None:
    searches = RecentSearches()
    within = frozenset(DocumentId(uuid4()) for _ in range(10))
    kept = ref(within)
    searches.put(replace(KEY, within=within), ranking())
    del within
    searches.get(KEY)  # only the last key asked for is at hand, for the answer to come
    assert kept() is None


def test_hits_that_are_not_shown_take_room_too() -> None:
    searches = RecentSearches(most_passages=10)
    searches.put(KEY, ranking(hits=6 * HITS_OF_A_PASSAGE))
    searches.put(OTHERS["version"], ranking(hits=6 * HITS_OF_A_PASSAGE))
    assert searches.get(KEY) is None
    assert searches.get(OTHERS["version"]) is not None

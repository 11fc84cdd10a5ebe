"""Find passages, as new as the asker needs them, and explain how they were found."""

from dataclasses import dataclass, replace
from typing import Protocol

from application.knowledge.generations.current import Current, CurrentIndex
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query, Ranking, RankPassages
from domain.knowledge.errors import DocumentsUnknown, QueryEmpty
from domain.knowledge.generation import GenerationId
from domain.knowledge.generation_errors import IndexBehind
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Everything that an answer depends on; one that differs in any of it is never given.

    `by` stands for what its bearer may see. `version` changes with everything that becomes
    findable, replaced or deleted, so an answer is out of reach the moment it could be stale.
    """

    by: Principal
    generation_id: GenerationId
    version: int
    query: Query


class SearchCache(Protocol):
    """Remembers rankings in this process, for as long as there is room."""

    def get(self, key: CacheKey) -> Ranking | None: ...

    def put(self, key: CacheKey, ranking: Ranking) -> None: ...


@dataclass(frozen=True, slots=True)
class Explained:
    ranking: Ranking
    from_cache: bool


@dataclass(frozen=True, slots=True)
class SearchPassages:
    reader: KnowledgeReader
    current: CurrentIndex
    rank: RankPassages
    cache: SearchCache

    def __call__(self, by: Principal, query: Query) -> Ranking:
        """Return the best passages that may be shown now.

        Raises QueryEmpty, DocumentsUnknown, IndexBehind, Unavailable.
        """
        return self.explained(by, query).ranking

    def explained(self, by: Principal, query: Query) -> Explained:
        """Like calling it, and tell whether the answer was remembered."""
        within = self.current(by.organisation_id)
        self._check(by, query, within)
        key = _key(by, query, within)
        held = self.cache.get(key)
        if held is not None:
            return Explained(held, from_cache=True)
        ranking = self.rank(by.organisation_id, key.query, within)
        self.cache.put(key, ranking)
        return Explained(ranking, from_cache=False)

    def _check(self, by: Principal, query: Query, within: Current) -> None:
        if not query.text.strip():
            raise QueryEmpty
        if query.min_index_version > within.version:
            raise IndexBehind(within.version)
        if query.document_ids:
            unknown = self.reader.unknown(by.organisation_id, query.document_ids)
            if unknown:
                raise DocumentsUnknown(unknown)


def _key(by: Principal, query: Query, within: Current) -> CacheKey:
    plain = replace(
        query,
        text=" ".join(query.text.split()),
        document_ids=tuple(sorted(set(query.document_ids))),
        min_index_version=0,
    )
    return CacheKey(by, within.generation.id, within.version, plain)

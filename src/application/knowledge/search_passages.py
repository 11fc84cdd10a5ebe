"""Find passages, as new as the asker needs them, and explain how they were found."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.access.ports import Access
from application.knowledge.generations.current import Current, CurrentIndex
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeReader
from application.knowledge.rank_passages import Query, Ranking, RankPassages
from application.service import service
from domain.ids import OrganisationId
from domain.knowledge.document import DOCUMENT
from domain.knowledge.errors import DocumentsUnknown, QueryEmpty
from domain.knowledge.generation import GenerationId
from domain.knowledge.generation_errors import IndexBehind, IndexIncomplete
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Everything that an answer depends on; one that differs in any of it is never given.

    `within` are the documents its asker may view, None where that is all. `version` changes
    with everything that becomes findable, replaced or deleted, so an answer is out of reach the
    moment it could be stale. `since` is when the generation became active: what it took in while
    it stood by changed no version.
    """

    organisation_id: OrganisationId
    within: frozenset[UUID] | None
    generation_id: GenerationId
    since: datetime
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


@service
class SearchPassages:
    reader: KnowledgeReader
    generations: GenerationsReader
    current: CurrentIndex
    rank: RankPassages
    access: Access
    cache: SearchCache

    def __call__(self, by: Principal, query: Query) -> Ranking:
        """Return the best passages that may be shown now.

        Raises QueryEmpty, DocumentsUnknown, IndexBehind, IndexIncomplete, Unavailable.
        """
        return self.explained(by, query).ranking

    def explained(self, by: Principal, query: Query) -> Explained:
        """Like calling it, and tell whether the answer was remembered."""
        current = self._current(by.organisation_id, query.min_index_version)
        within = self.access.within(by, DOCUMENT)
        self._check(by, query, within)
        key = _key(by, query, current, within)
        held = self.cache.get(key)
        if held is not None:
            return Explained(held, from_cache=True)
        ranking = self.rank(by.organisation_id, key.query, current, within)
        self.cache.put(key, ranking)
        return Explained(ranking, from_cache=False)

    def _current(self, organisation_id: OrganisationId, oldest: int) -> Current:
        """Return the present state; raises IndexBehind, IndexIncomplete when it is too old.

        A generation takes in all that becomes findable while it is active: one that lacked nothing
        lacks nothing in a state that is read later, unless another was active in between.
        """
        current = self.current(organisation_id)
        while oldest:
            generation = current.generation
            is_incomplete = self.generations.lacks(generation.id, organisation_id)
            current = self.current(organisation_id)
            if current.generation != generation:
                continue
            if oldest > current.version:
                raise IndexBehind(current.version)
            if is_incomplete:
                raise IndexIncomplete
            break
        return current

    def _check(self, by: Principal, query: Query, within: frozenset[UUID] | None) -> None:
        if not query.text.strip():
            raise QueryEmpty
        if query.document_ids:
            unknown = self.reader.unknown(by.organisation_id, query.document_ids)
            if within is not None:
                unknown |= frozenset(query.document_ids) - within
            if unknown:
                raise DocumentsUnknown(unknown)


def _key(by: Principal, query: Query, current: Current, within: frozenset[UUID] | None) -> CacheKey:
    plain = replace(
        query,
        text=" ".join(query.text.split()),
        document_ids=tuple(sorted(set(query.document_ids))),
        min_index_version=0,
    )
    active = current.generation
    return CacheKey(
        by.organisation_id, within, active.id, active.updated_at, current.version, plain
    )

"""One moment of the keyword leg, which searches share while changes go on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from adapters.knowledge.file_index.bm25 import rarity
from adapters.knowledge.file_index.keyword_query import HALF, any_of
from adapters.knowledge.file_index.manifest import Folded
from adapters.knowledge.file_index.refusals import translated_from_tantivy
from domain.ids import DocumentId, OrganisationId
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit

if TYPE_CHECKING:
    from tantivy import DocAddress, Query, Schema, Searcher

    from adapters.knowledge.file_index.pending import Holders, Pending

Scored = tuple[int, float]
"""A passage's id as a number, and its score."""
SLACK = 64
DEEPER = 4
DEEPEST_TIE = 4_096
"""A tie that goes on below this rank is cut in the order of the index."""


@dataclass(frozen=True, slots=True)
class KeywordSnapshot:
    """tantivy's passages and the pending, of those that the manifest listed at `sequence`.

    A passage may be in both, when a fold is under way or died: then the pending one counts.
    """

    sequence: int
    folded: Folded
    retired: frozenset[int]
    pending: "Pending"
    schema: "Schema"
    searcher: "Searcher"

    def best(
        self,
        terms: Collection[str],
        limit: int,
        organisation_id: OrganisationId,
        document_ids: Collection[DocumentId],
    ) -> Sequence[Hit]:
        """Rank as if all were in one place: by how rare a term is among all of them."""
        alone = self._holders(terms)
        factors, found = {term: 1.0 for term in terms if alone[term]}, list[Scored]()
        if self.pending.passages:
            waiting = self.pending.holders(terms)
            rarities = self._rarities(alone, waiting)
            factors = {
                term: rarities[term] / rarity(self.searcher.num_docs, alone[term])
                for term in factors
            }
            found += self.pending.best(
                waiting,
                rarities,
                self._mean(),
                self.retired,
                organisation_id,
                document_ids,
            ).items()
        if factors:
            query = any_of(self.schema, factors, organisation_id, document_ids)
            found += self._folded(query, limit)
        return [Hit(PassageId(UUID(int=passage)), score) for passage, score in best(found, limit)]

    def _holders(self, terms: Iterable[str]) -> Mapping[str, int]:
        """Return how many of tantivy's passages have each."""
        with translated_from_tantivy():
            return {term: self.searcher.doc_freq("text", term) for term in terms}

    def _rarities(self, alone: Mapping[str, int], waiting: "Holders") -> Mapping[str, float]:
        total = self.searcher.num_docs + self.pending.passages
        return {term: rarity(total, many + len(waiting[term][0])) for term, many in alone.items()}

    def _mean(self) -> float:
        words = self.folded.words + self.pending.words
        return max(1, words) / max(1, self.folded.passages + self.pending.passages)

    def _folded(self, query: "Query", limit: int) -> Sequence[Scored]:
        """Return the best; asks deeper when unlisted passages or a tie leave the cut open."""
        depth = min(limit, self.searcher.num_docs) + SLACK
        while True:
            with translated_from_tantivy():
                found = self.searcher.search(query, limit=depth, count=False).hits
            listed = list(self._listed(found))
            if len(found) < depth or settled(listed, limit, lowest=found[-1][0]):
                return best(listed, limit)
            depth *= DEEPER

    def _listed(self, found: Sequence[tuple[float, "DocAddress"]]) -> Iterator[Scored]:
        places = [place for _, place in found]
        columns = ("revision", "passage_high", "passage_low")
        values = (self.searcher.fast_field_values(name, places) for name in columns)
        for (score, _), revision, high, low in zip(found, *values, strict=True):
            if (
                revision <= self.sequence
                and revision not in self.retired
                and revision not in self.pending.revisions
            ):
                yield (high << HALF) | low, score


def best(found: Iterable[Scored], limit: int) -> Sequence[Scored]:
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


def settled(listed: Sequence[Scored], limit: int, *, lowest: float) -> bool:
    if len(listed) < limit:
        return False
    return listed[limit - 1][1] > lowest or len(listed) > DEEPEST_TIE

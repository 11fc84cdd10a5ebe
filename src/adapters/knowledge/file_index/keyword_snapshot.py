"""One moment of the keyword leg, which searches share while changes go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.knowledge.file_index.keyword_query import joined
from adapters.knowledge.file_index.refusals import translated_from_tantivy
from domain.knowledge.passage import PassageId
from domain.knowledge.retrieval import Hit, in_order

if TYPE_CHECKING:
    from tantivy import DocAddress, Query, Searcher

SLACK = 16
DEEPER = 4
DEEPEST_TIE = 4_096
"""A tie that goes on below this rank is cut in the order of the index."""


@dataclass(frozen=True, slots=True)
class KeywordSnapshot:
    """tantivy's passages, of which those count that the manifest listed at `sequence`."""

    sequence: int
    retired: frozenset[int]
    searcher: "Searcher"

    def best(self, query: "Query", limit: int) -> Sequence[Hit]:
        """Return the best; asks deeper when unlisted passages or a tie leave the cut open."""
        depth = min(limit, self.searcher.num_docs) + SLACK
        while True:
            with translated_from_tantivy():
                found = self.searcher.search(query, limit=depth, count=False).hits
            listed = self._listed(found)
            if len(found) < depth or settled(listed, limit, lowest=found[-1][0]):
                return in_order(dict(listed))[:limit]
            depth *= DEEPER

    def _listed(self, found: Sequence[tuple[float, "DocAddress"]]) -> list[tuple[PassageId, float]]:
        places = [place for _, place in found]
        columns = ("revision", "passage_high", "passage_low")
        values = (self.searcher.fast_field_values(name, places) for name in columns)
        return [
            (joined(high, low), score)
            for (score, _), revision, high, low in zip(found, *values, strict=True)
            if revision <= self.sequence and revision not in self.retired
        ]


def settled(listed: Sequence[tuple[PassageId, float]], limit: int, *, lowest: float) -> bool:
    if len(listed) < limit:
        return False
    return listed[limit - 1][1] > lowest or len(listed) > DEEPEST_TIE

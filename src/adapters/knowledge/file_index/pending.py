"""The words of the latest changes, which tantivy does not hold yet: postings in memory.

Entries are only added, so that a search may read them while others come in: it leaves out those of
changes that came after it began. Postings are arrays of numbers, for there are a hundred thousand
of them and the garbage collector would walk through as many tuples.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from adapters.knowledge.file_index.bm25 import gain, rounded
from adapters.knowledge.file_index.manifest import PendingRow, each_passage
from domain.ids import DocumentId, OrganisationId

HALF = 32
MOST_TIMES = (1 << HALF) - 1


class Entry(NamedTuple):
    """`passage` is its id as a number, `length` is rounded as tantivy rounds it."""

    revision: int
    organisation_id: bytes
    document_id: bytes
    passage: int
    length: int


class Pending:
    def __init__(self) -> None:
        self.revisions = set[int]()
        self.last = 0
        self.words = 0
        self._entries = list[Entry]()
        self._holders: dict[str, array[int]] = {}
        """For each term numbers of 64 bits: which entry, and how often it has the term."""

    @property
    def passages(self) -> int:
        return len(self._entries)

    def take(self, rows: Iterable[PendingRow]) -> None:
        """Add changes that came after the last one."""
        for row in rows:
            for passage, line in each_passage(row):
                self._add(row, passage, line.split())
            self.revisions.add(row.revision)
            self.last = row.revision

    def _add(self, row: PendingRow, passage: int, words: list[str]) -> None:
        place = len(self._entries)
        self._entries.append(Entry(*row[:3], passage, rounded(len(words))))
        self.words += len(words)
        for term, times in Counter(words).items():
            if term not in self._holders:
                self._holders[term] = array("Q")
            self._holders[term].append(place << HALF | times)

    def holders(self, term: str) -> int:
        return len(self._holders.get(term, ()))

    def best(
        self,
        rarities: Mapping[str, float],
        mean: float,
        until: int,
        hidden: Collection[int],
        organisation_id: OrganisationId,
        document_ids: Collection[DocumentId],
    ) -> dict[int, float]:
        """Score the passages of changes up to `until` that hold any of the terms."""
        owner, among = organisation_id.bytes, {document.bytes for document in document_ids}
        scores = defaultdict[int, float](float)
        for term, weight in rarities.items():
            for posting in self._holders.get(term, array("Q"))[:]:
                entry, times = self._entries[posting >> HALF], posting & MOST_TIMES
                if (
                    entry.organisation_id == owner
                    and entry.revision <= until
                    and entry.revision not in hidden
                    and (not among or entry.document_id in among)
                ):
                    scores[entry.passage] += weight * gain(times, entry.length, mean)
        return scores
